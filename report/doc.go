// Package report shows a member's way: charts for a phone, a document for a physiotherapist, and everything that is
// kept as a file. It only looks back. It reads the diary and the journal as they were written, decides nothing, and
// draws the same bytes from the same facts on every machine.
//
// Words come from outside through Say; numbers in a caption are taken from the very series that is drawn, so that the
// picture and the sentence cannot differ.
package report
