// Package telegramtest is a Bot API server on loopback that stands in for Telegram, in tests and in the demo.
//
// It keeps one bot, its people, groups, messages and files, and answers as the official server does: the same
// queue of updates, the same limits, the same error texts. What the bot gets wrong against the documented
// protocol (an unknown field, a text that is too long) is answered as Telegram would and noted as a breach.
// botapi.json is the list of methods and parameters requests are checked against (Bot API 10.3; facts only,
// see botapi.LICENSE).
//
//	srv := telegramtest.Start(t, telegramtest.Options{})
//	member := srv.User(7, "member", "en")
//	member.Send("/start")
//	err := member.WaitFor(ctx, func(chat []telegramtest.Message) bool { return len(chat) > 1 })
//
// Every moment (dates, lifetimes, limits) is read from Options.Now, so the clock may stand still or jump. Only a
// parked request waits in real time, bounded by the request's own time-out.
package telegramtest
