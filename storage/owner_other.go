//go:build !unix

package storage

// inherit does nothing: what is made in a folder takes its rights from there.
func inherit(string) error { return nil }
