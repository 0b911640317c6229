package client

import (
	"encoding/json"
	"fmt"

	"crescendo/game/wire"
)

const maxReply = 64 << 10 // bytes of an answer over HTTP: none that we ask for is longer

// reply reads the answer to POST /v1/join and to POST /v1/resume.
func reply(status int, body []byte) (wire.JoinReply, error) {
	if status/100 != 2 {
		return wire.JoinReply{}, refused(status, body)
	}
	var r wire.JoinReply
	if len(body) > maxReply || json.Unmarshal(body, &r) != nil || r.Token == "" {
		return r, &JoinError{Trouble: trouble(NotHere)}
	}
	return r, nil
}

// refused returns the server's own sentence, if it is one of ours.
func refused(status int, body []byte) *JoinError {
	later := status >= 500 || status == 408 || status == 425 || status == 429
	var r wire.ErrorReply
	if json.Unmarshal(body, &r) == nil && r.Code != "" && r.Message != "" {
		return &JoinError{Trouble{Code(r.Code), r.Message}, later}
	}
	switch {
	case later:
		return &JoinError{trouble(Unreachable), true}
	case status == 401 || status == 403:
		return &JoinError{trouble(Refusal), false}
	}
	return &JoinError{Trouble{NotHere, fmt.Sprintf("%s (It answered %d.)", sentence(NotHere), status)}, false}
}
