// Package keep answers: what is known about people beside the facts, and how is
// it forgotten?
//
// The journal is never changed, so nothing stands in it that somebody may want
// to be forgotten (R13, R14). That stands here, by random ids: nicknames, what
// people wrote, and where the server believes a player to be. No seat depends on
// any of it. What is lost here costs a name, or a player's way; nothing here is
// believed over the journal.
//
// There are two: [Memory], and a [Folder] on disk. Each takes entries, gives
// them back, and forgets: when Delete returns, no file holds their bytes.
package keep

// Kind is what an entry is. Each kind has a file of its own, so that what
// changes every second does not move what stays.
type Kind uint8

// The kinds.
const (
	Person Kind = iota // who somebody is, by a player's id
	Text               // what somebody wrote, by the hash that stands in its fact
	Runner             // the snapshot of a runner, by a player's id
	kinds
)

// file returns the name of a kind's file.
func (k Kind) file() string { return [kinds]string{"people", "texts", "runners"}[k] }

// ID is what an entry is known by; a shorter id stands at its front.
type ID [32]byte

// Key names an entry.
type Key struct {
	Kind Kind
	ID   ID
}

// Entry is a key and its value, of 1 to MaxValue bytes.
type Entry struct {
	Key
	Value []byte
}

// MaxValue bounds the bytes of a value: the longest is a runner's, some 2 KB.
const MaxValue = 64 << 10
