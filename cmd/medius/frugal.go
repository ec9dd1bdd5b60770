package main

import "runtime"

// frugal keeps no profile of the memory, which takes more than a megabyte: nobody asks for it here.
func frugal() { runtime.MemProfileRate = 0 }
