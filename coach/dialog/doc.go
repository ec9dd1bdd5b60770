// Package dialog is the coach's half of the conversation, still pure: Step takes a member and an event and says what
// the coach answers, what it will do later and what it writes down. It reads no clock and touches nothing.
//
// To read it, begin with script.go, the table of all scenes, and scene.go, what a scene is made of. step.go takes an
// event in, turn.go has the moves that every scene makes with it (say, ask, keep, drop; note is in journal.go), card.go
// keeps the one message with a picture that a session stands in, commands.go what may be asked for at any time,
// reminder.go what comes by the clock. The other files hold the scenes: a scene, how typed text is read for it, what its
// answer means, and what these three need.
package dialog
