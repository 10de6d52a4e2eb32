module heapgoal/loop

go 1.23
