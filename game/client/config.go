package client

import (
	"context"
	"crypto/rand"
	"io"
	"strings"
	"time"

	"crescendo/game/wire"
)

// Config is what a Session needs. Its zero values, where they stand for
// something, are named.
type Config struct {
	Address    string           // "https://hunt.example", "http://host:port", or "host:port" for http
	Token      string           // of a player who joined already; "" to join with Nickname
	ResumeCode string           // from another device of the player's, to go on from there; "" to join
	Nickname   string           // "" for "Player 17"
	Class      string           // wire.Class.ID; "" for a walker
	Invitation string           // a code, where the hunt wants one
	Source     Source           // where the device is; nil for a device that does not know
	Now        func() time.Time // the device's clock, monotonic, as fast as the machine's; nil for time.Now
	Rand       io.Reader        // chance, for pauses and lots; nil for the system's
	Dial       Dialer           // nil for the platform's
	Join       Joiner           // nil for the platform's
	Resume     Resumer          // nil for the platform's
}

// Source tells where the device is. Run calls emit with each fix until ctx is
// done or no more fixes come, then returns; emit never blocks and keeps nothing.
// An error means that no fixes come for now: it is told to the player (a
// [Trouble] as it is), and Run is called again after SourceRetry. After nil it
// is not. Run must return soon after ctx is done.
type Source interface {
	Run(ctx context.Context, emit func(Fix)) error
}

// Briefed is a Source that wants to know the hunt: it is told with each welcome,
// from the session's goroutine, and must not block.
type Briefed interface {
	Brief(wire.Hunt)
}

// SourceRetry is how long a session waits before it asks a source again that
// returned an error.
const SourceRetry = 5 * time.Second

// Message is one message of a connection.
type Message struct {
	Binary bool
	Data   []byte
}

// Conn is an open connection to the server. One goroutine reads and one writes;
// Close may be called by any, more than once, and makes both return.
type Conn interface {
	// Read returns the next message. Its error is a *CloseError when the server
	// said why it closed.
	Read() (Message, error)
	// Write sends a message, and gives up after a few seconds.
	Write(Message) error
	// Close closes, telling the server the code unless that is 0. It takes half
	// a second at most.
	Close(code int)
}

// Dialer opens a connection to a WebSocket's address, which begins with ws:// or
// wss://. It gives up when ctx is done.
type Dialer func(ctx context.Context, address string) (Conn, error)

// Joiner asks the server at address, which begins with http:// or https://, to
// let a player in. Its error is a *JoinError when the server answered.
type Joiner func(ctx context.Context, address string, r wire.JoinRequest) (wire.JoinReply, error)

// Resumer asks the server at address for the session of a player who got a
// resume code on another device. Its errors are a Joiner's.
type Resumer func(ctx context.Context, address string, r wire.ResumeRequest) (wire.JoinReply, error)

// CloseError tells that the server closed a connection.
type CloseError struct {
	Code   int // see wire.ComeBack
	Reason string
}

// Error says the code and the reason.
func (e *CloseError) Error() string {
	return "the server closed the connection: " + closeCode(e.Code) + " " + e.Reason
}

// JoinError tells that the server did not let a player in.
type JoinError struct {
	Trouble Trouble
	Later   bool // whether the same request may succeed later
}

// Error is the sentence for the player.
func (e *JoinError) Error() string { return e.Trouble.Text }

// withDefaults fills in what is left out.
func (c Config) withDefaults() Config {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Rand == nil {
		c.Rand = rand.Reader
	}
	if c.Dial == nil {
		c.Dial = platformDial
	}
	if c.Join == nil {
		c.Join = platformJoin
	}
	if c.Resume == nil {
		c.Resume = platformResume
	}
	return c
}

// server returns the address with http:// or https:// and without a slash at
// its end, and whether it looks like one at all.
func server(address string) (string, bool) {
	a := strings.TrimSpace(address)
	scheme, rest, found := strings.Cut(a, "://")
	if !found {
		scheme, rest = "http", a
	}
	rest = strings.TrimRight(rest, "/")
	ok := (scheme == "http" || scheme == "https") && rest != "" && !strings.ContainsAny(rest, " /?#@")
	return scheme + "://" + rest, ok
}

// socket returns the WebSocket's address at a server's.
func socket(server string) string {
	return "ws" + strings.TrimPrefix(server, "http") + "/v1/ws"
}
