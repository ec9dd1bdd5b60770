// Package chatpage is the member's side of the demo: a web page that looks and behaves like a phone messenger and talks
// to the loopback Bot API server of package telegramtest.
//
// New gives an http.Handler. It serves one page with its style sheets and scripts (embedded, no framework, nothing from
// the network) and a small JSON API:
//
//	GET  /api/state                  title, notice, languages, cities, clock, members
//	POST /api/members                {name, language} -> {id}
//	GET  /api/events                 server-sent events of all chats
//	GET  /api/chats/{id}/events      server-sent events of one chat
//	POST /api/chats/{id}/send        {text}
//	POST /api/chats/{id}/tap         {message, data}
//	POST /api/chats/{id}/location    {lat, lon, zone}   zone may be left out
//	POST /api/chats/{id}/media       {kind}             photo, sticker, voice, ...
//	POST /api/chats/{id}/block       {}
//	POST /api/chats/{id}/unblock     {}
//	GET  /api/files/{id}             the bytes of a picture, an animation, a document
//	GET  /api/clock                  {now}
//	POST /api/clock                  {by: "8h"} or {to: "next"} or {to: RFC 3339} -> {now}, once the bot has come to rest
//
// A stream begins with the event "sync", which holds everything, and goes on with "chat" (what is new in one chat),
// "join" (a new member) and "clock". A page that lost the connection gets a new "sync", so it can never miss anything.
//
// The handler answers only requests that name a loopback host and, when they carry an Origin, come from the page itself:
// another site open in the same browser can neither read the chats nor write into them. It has no password; bind it to a
// loopback address.
package chatpage
