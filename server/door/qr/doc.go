// Package qr answers: how does a text become a square of modules, and a
// picture of one a text again?
//
// It stands apart from server/door because the scanner of the steward's page
// (cmd/scanner) is built for browsers from it alone: no network, no keys.
package qr
