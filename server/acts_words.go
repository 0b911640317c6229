package server

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"crescendo/game/wire"
)

// ActRequest is the body of POST /v1/acts: what an operator does to the hunt
// (R11). It travels between the organiser and the server only, never to a player.
type ActRequest struct {
	ID     string `json:"id"`               // made by whoever asks, 16 to 64 letters, digits and hyphens; the same one acts once
	Act    string `json:"act"`              // one of ActNames
	Player int    `json:"player,omitempty"` // their number, the 17 of "Player 17"
	Venue  string `json:"venue,omitempty"`  // its id in the hunt file
	Text   string `json:"text,omitempty"`   // of a broadcast, or the new nickname
	Reason string `json:"reason,omitempty"` // why; kept where it can be deleted
}

// ActReply is the answer when the act is counted.
type ActReply struct {
	Done bool     `json:"done"`           // true; false never comes with status 200
	Seq  uint64   `json:"seq"`            // the record of the journal in which it stands, 0 where nothing had to be done
	What []string `json:"what"`           // what changed, a sentence each
	Code string   `json:"code,omitempty"` // of resume-code: for that player's eyes
}

// ActNeed says which fields of an ActRequest an act takes. A field that it does
// not take must be left out.
type ActNeed struct {
	Name                        string
	Player, Venue, Text, Reason bool // must be there
	MayReason                   bool // may be there
	About                       string
}

// ActNeeds returns every act of R11 with what it takes, in their order.
func ActNeeds() []ActNeed {
	return []ActNeed{
		{Name: "open", MayReason: true, About: "open joining, at its time"},
		{Name: "start", MayReason: true, About: "fire the gun, at its time"},
		{Name: "broadcast", Text: true, MayReason: true, About: "say something to everybody"},
		{Name: "disqualify", Player: true, Reason: true, About: "take a player out; they read the reason"},
		{Name: "reinstate", Player: true, Reason: true, About: "let a disqualified player in again"},
		{Name: "remove-venue", Venue: true, Reason: true, About: "close a venue for good; its seats are void"},
		{Name: "beacon", Text: true, MayReason: true, About: "enter the public value that the hunt names, for the lots"},
		{Name: "extra-seat", Player: true, Venue: true, Reason: true, About: "give a player a seat beside the others, for all to see"},
		{Name: "rename", Player: true, Text: true, MayReason: true, About: "give a player another nickname"},
		{Name: "hide", Player: true, MayReason: true, About: "show a player by number instead of by nickname"},
		{Name: "resume-code", Player: true, MayReason: true, About: "a code with which a player goes on with another phone"},
		{Name: "close", Reason: true, About: "close the hunt for good, after its time"},
	}
}

const (
	maxActBody = 4 << 10 // bytes of an ActRequest: the longest text and reason, escaped
	maxReason  = 500     // bytes of a reason: what a player reads on a phone
	maxActs    = 10_000  // acts of an evening that are remembered, so that a retry does not act twice
	maxTexts   = 4 * maxActs
)

// ActNeedOf returns what an act takes, and whether there is one of that name.
func ActNeedOf(name string) (need ActNeed, ok bool) {
	for _, n := range ActNeeds() {
		if n.Name == name {
			return n, true
		}
	}
	return ActNeed{}, false
}

// Misfit returns the field of a request for this act that is missing, or that
// the act does not take, as JSON calls it; "" where all is well.
func (need ActNeed) Misfit(q ActRequest) (field string, missing bool) {
	for _, f := range []struct {
		name             string
		there, must, may bool
	}{
		{"player", q.Player != 0, need.Player, need.Player},
		{"venue", q.Venue != "", need.Venue, need.Venue},
		{"text", q.Text != "", need.Text, need.Text},
		{"reason", q.Reason != "", need.Reason, need.Reason || need.MayReason},
	} {
		if f.must && !f.there || f.there && !f.may {
			return f.name, f.must
		}
	}
	return "", false
}

// decodeAct reads an ActRequest. Its error is for the operator.
func decodeAct(body []byte) (q ActRequest, err error) {
	read := json.NewDecoder(bytes.NewReader(body))
	read.DisallowUnknownFields()
	if err := read.Decode(&q); err != nil {
		return q, fmt.Errorf("the body is no act: %w", err)
	}
	if _, err := read.Token(); err != io.EOF {
		return q, errors.New("the body is no act: something stands behind it")
	}
	if !goodID(q.ID) {
		return q, errors.New("id: want 16 to 64 letters, digits and hyphens of your own")
	}
	need, ok := ActNeedOf(q.Act)
	if !ok {
		return q, fmt.Errorf("there is no act %q", cut(q.Act))
	}
	return q, need.check(&q)
}

// check says what is missing and what is too much, and cleans the texts.
func (need ActNeed) check(q *ActRequest) (err error) {
	switch field, missing := need.Misfit(*q); {
	case missing:
		return fmt.Errorf("%s needs a %s", need.Name, field)
	case field != "":
		return fmt.Errorf("%s takes no %s", need.Name, field)
	}
	if q.Reason, err = cleanText(q.Reason, maxReason); err != nil {
		return fmt.Errorf("reason: %w", err)
	}
	if need.Name == "rename" {
		if q.Text, err = wire.CleanNickname(q.Text); err != nil {
			return fmt.Errorf("nickname: %w", err)
		}
	}
	if q.Text, err = cleanText(q.Text, wire.MaxBroadcast); err != nil {
		return fmt.Errorf("text: %w", err)
	}
	if need.Text && q.Text == "" || need.Reason && q.Reason == "" {
		return fmt.Errorf("%s needs more than blanks", need.Name)
	}
	return nil
}

// cleanText returns a text without blanks around it, if it can be shown.
func cleanText(text string, limit int) (string, error) {
	text = strings.TrimSpace(text)
	switch {
	case len(text) > limit:
		return "", fmt.Errorf("%d bytes are too long, %d fit", len(text), limit)
	case !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) }):
		return "", errors.New("it has a sign that cannot be shown")
	}
	return text, nil
}

func goodID(id string) bool {
	return len(id) >= 16 && len(id) <= 64 && !strings.ContainsFunc(id, func(r rune) bool {
		return !(r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '-')
	})
}

func cut(s string) string { return s[:min(len(s), 32)] }
