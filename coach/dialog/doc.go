// Package dialog is the coach's half of the conversation, still pure: Step takes a member and an event and says what
// the coach answers, what it will do later and what it writes down. It reads no clock and touches nothing.
package dialog
