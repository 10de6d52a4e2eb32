//go:build go1.27

package runtime

// heapgoalEndCycle hides that endCycle took an unused argument up to Go 1.26.
func heapgoalEndCycle(c *gcControllerState, now int64, procs int) { c.endCycle(now, procs) }
