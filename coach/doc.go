// Package coach is the ground floor: it knows coaching and nothing else. No I/O, no clock, no goroutine, no
// third-party import; whatever stands here would be true with pen and paper.
//
// The words used in this code base, one word per thing:
//
//	member       a person the coach looks after
//	owner        the person who runs the bot
//	side         left or right, the sore one
//	rung         a place 0-7 on the ladder of exercises
//	step         a dose's index 1-28 on its ladder
//	dose         sets × reps, or holds × seconds
//	plan         what is due today
//	session      one morning or evening round
//	set, rep, hold, rest   as in any gym
//	check-in     a question about pain, night or effort
//	level        how yesterday went, L0 (calm) to L4 (severe)
//	decision     the rule that fired, with its reason
//	appointment  a moment the coach has promised to use
//	event        what arrived: a word, a tap, a due moment
//	turn         what one event led to
//	scene        a place in the conversation
//	phrase       a text key with its blanks
//	flare        two sore days close together, or one severe one
//	account      whoever writes to the bot: a member, a physiotherapist, or both
//	seat         a physiotherapist's place beside a member; practice, the same from the other side
//	patient      a member, as their physiotherapist sees them
//	prescription a limit or a permission that a physiotherapist sets
//	errand       what one account has to tell another
package coach
