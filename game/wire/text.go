package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Type is the "type" of a message in JSON.
type Type string

// The types, one a message.
const (
	TypeHello       Type = "hello"
	TypeTune        Type = "tune"
	TypeWelcome     Type = "welcome"
	TypePhase       Type = "phase"
	TypeTuned       Type = "tuned"
	TypeTuneRefused Type = "tune_refused"
	TypeBandFull    Type = "band_full"
	TypeArrived     Type = "arrived"
	TypeWaiting     Type = "waiting"
	TypeWon         Type = "won"
	TypeEnded       Type = "ended"
	TypeBoard       Type = "board"
	TypeBandFree    Type = "band_free"
	TypePresent     Type = "present"
	TypeAskPass     Type = "ask_pass"
	TypeAskResume   Type = "ask_resume"
	TypeGiveBack    Type = "give_back"
	TypeNoted       Type = "noted"
	TypeGated       Type = "gated"
	TypeGateRefused Type = "gate_refused"
	TypePass        Type = "pass"
	TypeResume      Type = "resume"
	TypeOut         Type = "out"
	TypeBack        Type = "back"
	TypeBroadcast   Type = "broadcast"
	TypeBandGone    Type = "band_gone"
	TypeSeatGone    Type = "seat_gone"
)

// ErrUnknownType is the error of a message whose type this version does not
// have. A device skips such a message; a server ends the connection.
var ErrUnknownType = errors.New("unknown type of message")

var errBinary = errors.New("is binary: use its Append")

// envelope returns the JSON object of m with its type in front.
func envelope(t Type, m any, limit int) ([]byte, error) {
	body, err := json.Marshal(m)
	if err != nil {
		return nil, fmt.Errorf("encoding %s: %w", t, err)
	}
	b := make([]byte, 0, len(body)+len(t)+len(`{"type":"",`))
	b = append(b, `{"type":"`...)
	b = append(b, t...)
	b = append(b, '"')
	if len(body) > len(`{}`) {
		b = append(b, ',')
	}
	b = append(b, body[1:]...)
	if len(b) > limit {
		return nil, fmt.Errorf("encoding %s: %d bytes, want at most %d", t, len(b), limit)
	}
	return b, nil
}

// typeOf returns the type of a message in JSON.
func typeOf(text []byte, limit int) (Type, error) {
	if len(text) > limit {
		return "", fmt.Errorf("message of %d bytes, want at most %d", len(text), limit)
	}
	var m struct {
		Type Type `json:"type"`
	}
	if err := json.Unmarshal(text, &m); err != nil {
		return "", fmt.Errorf("message: want one JSON object with a \"type\": %w", err)
	}
	return m.Type, nil
}

// strict decodes one JSON value into m, whose fields are all that may be there.
func strict(text []byte, m any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(m); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("something follows the JSON value")
	}
	return nil
}
