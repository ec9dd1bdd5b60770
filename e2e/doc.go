// Package e2e plays the real program from outside: the binary as a process, a pretend Telegram over HTTP, and the clock
// in the test's hand. It has tests and nothing else.
package e2e
