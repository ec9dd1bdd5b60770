//go:build !unix

package main

// crash: there are no signals to die by.
func crash() {}
