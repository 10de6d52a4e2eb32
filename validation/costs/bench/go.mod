module heapgoal/costs

go 1.23
