package main

import (
	"os"
	"runtime"
	"runtime/debug"
)

// heapGrowth is by how much the heap may grow, in percent, before it is tidied: on a small machine memory is worth more than the
// few percent of its time that this costs. GOGC says otherwise, if it is set.
const heapGrowth = 50

// frugal keeps the heap small.
func frugal() {
	runtime.MemProfileRate = 0 // nobody asks for a profile here, and keeping one takes more than a megabyte
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(heapGrowth)
	}
}
