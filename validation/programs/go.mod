module heapgoal.example/programs

go 1.22
