package wire

import (
	"encoding/json"
	"fmt"
)

// EncodeToPlayer returns the JSON of a message to one player. A Step has its
// own binary form and is refused.
func EncodeToPlayer(m ToPlayer) ([]byte, error) {
	switch m := m.(type) {
	case Welcome:
		return envelope(TypeWelcome, m, MaxMessageDown)
	case Phase:
		return envelope(TypePhase, m, MaxMessageDown)
	case Tuned:
		return envelope(TypeTuned, m, MaxMessageDown)
	case TuneRefused:
		return envelope(TypeTuneRefused, m, MaxMessageDown)
	case BandFull:
		return envelope(TypeBandFull, m, MaxMessageDown)
	case Arrived:
		return envelope(TypeArrived, m, MaxMessageDown)
	case Waiting:
		return envelope(TypeWaiting, m, MaxMessageDown)
	case Won:
		return envelope(TypeWon, m, MaxMessageDown)
	case Ended:
		return envelope(TypeEnded, m, MaxMessageDown)
	case BandFree:
		return envelope(TypeBandFree, m, MaxMessageDown)
	case BandGone:
		return envelope(TypeBandGone, m, MaxMessageDown)
	case SeatGone:
		return envelope(TypeSeatGone, m, MaxMessageDown)
	case Noted:
		return envelope(TypeNoted, m, MaxMessageDown)
	case Gated:
		return envelope(TypeGated, m, MaxMessageDown)
	case GateRefused:
		return envelope(TypeGateRefused, m, MaxMessageDown)
	case Pass:
		return envelope(TypePass, m, MaxMessageDown)
	case Resume:
		return envelope(TypeResume, m, MaxMessageDown)
	case Out:
		return envelope(TypeOut, m, MaxMessageDown)
	case Back:
		return envelope(TypeBack, m, MaxMessageDown)
	case Broadcast:
		return envelope(TypeBroadcast, m, MaxMessageDown)
	case Step:
		return nil, fmt.Errorf("encoding a step: %w", errBinary)
	}
	return nil, fmt.Errorf("encoding %T: %w", m, ErrUnknownType)
}

// DecodeToPlayer reads a JSON message to a player. Unknown fields are skipped,
// and so should be a message whose error is ErrUnknownType: a newer server of
// the same version may say more.
func DecodeToPlayer(text []byte) (ToPlayer, error) {
	t, err := typeOf(text, MaxMessageDown)
	if err != nil {
		return nil, err
	}
	switch t {
	case TypeWelcome:
		return toPlayer[Welcome](t, text)
	case TypePhase:
		return toPlayer[Phase](t, text)
	case TypeTuned:
		return toPlayer[Tuned](t, text)
	case TypeTuneRefused:
		return toPlayer[TuneRefused](t, text)
	case TypeBandFull:
		return toPlayer[BandFull](t, text)
	case TypeArrived:
		return toPlayer[Arrived](t, text)
	case TypeWaiting:
		return toPlayer[Waiting](t, text)
	case TypeWon:
		return toPlayer[Won](t, text)
	case TypeEnded:
		return toPlayer[Ended](t, text)
	case TypeBandFree:
		return toPlayer[BandFree](t, text)
	case TypeBandGone:
		return toPlayer[BandGone](t, text)
	case TypeSeatGone:
		return toPlayer[SeatGone](t, text)
	case TypeNoted:
		return toPlayer[Noted](t, text)
	case TypeGated:
		return toPlayer[Gated](t, text)
	case TypeGateRefused:
		return toPlayer[GateRefused](t, text)
	case TypePass:
		return toPlayer[Pass](t, text)
	case TypeResume:
		return toPlayer[Resume](t, text)
	case TypeOut:
		return toPlayer[Out](t, text)
	case TypeBack:
		return toPlayer[Back](t, text)
	case TypeBroadcast:
		return toPlayer[Broadcast](t, text)
	}
	return nil, fmt.Errorf("message to a player: %.32q: %w", t, ErrUnknownType)
}

func toPlayer[M ToPlayer](t Type, text []byte) (ToPlayer, error) {
	var m M
	if err := lenient(text, &m); err != nil {
		return nil, fmt.Errorf("%s: %w", t, err)
	}
	return m, nil
}

// EncodeToSpectator returns the JSON of a message to anybody.
func EncodeToSpectator(m ToSpectator) ([]byte, error) {
	switch m := m.(type) {
	case Board:
		return envelope(TypeBoard, m, MaxMessageDown)
	}
	return nil, fmt.Errorf("encoding %T: %w", m, ErrUnknownType)
}

// DecodeToSpectator reads a JSON message to anybody, as DecodeToPlayer does.
func DecodeToSpectator(text []byte) (ToSpectator, error) {
	t, err := typeOf(text, MaxMessageDown)
	if err != nil {
		return nil, err
	}
	if t != TypeBoard {
		return nil, fmt.Errorf("message to a spectator: %.32q: %w", t, ErrUnknownType)
	}
	var m Board
	if err := lenient(text, &m); err != nil {
		return nil, fmt.Errorf("%s: %w", t, err)
	}
	return m, nil
}

// lenient decodes one JSON value into m and skips the fields m does not have.
func lenient(text []byte, m any) error { return json.Unmarshal(text, m) }
