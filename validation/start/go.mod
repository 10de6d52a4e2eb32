module heapgoal/start

go 1.23
