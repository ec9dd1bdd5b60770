//go:build !linux

package main

// forgetProgram does nothing: how it is done is not known here.
func forgetProgram() {}
