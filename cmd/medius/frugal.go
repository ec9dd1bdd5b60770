package main

import (
	"os"
	"runtime"
	"runtime/debug"
)

const (
	startGrowth = 25  // percent; a start reads much at once that it needs once
	workGrowth  = 150 // percent; while coaching so little lives that half as much garbage again as usual is cheap
)

// frugal keeps the memory of a start small. There is no profile of the memory, which takes more than a megabyte: nobody asks for it here.
func frugal() {
	runtime.MemProfileRate = 0
	growBy(startGrowth)
}

// settle gives back what only the start needed.
func settle() {
	growBy(workGrowth)
	debug.FreeOSMemory()
	forgetProgram()
}

// growBy lets garbage grow to so many percent of what lives before it is collected, where the owner has not said how many (GOGC).
func growBy(percent int) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
}
