// Command medius is a Telegram coach for people with gluteal tendinopathy, and the roof of the house: here the rooms are
// introduced to each other, and nowhere else is the configuration read or the time of day looked at.
package main

import (
	"context"
	"os"
	_ "time/tzdata" // reminders must not depend on the zones of the machine
)

func main() {
	os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
