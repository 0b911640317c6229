package wire

import "fmt"

// EncodeToServer returns the JSON of a message to the server. A Frame has its
// own binary form and is refused.
func EncodeToServer(m ToServer) ([]byte, error) {
	switch m := m.(type) {
	case Hello:
		return envelope(TypeHello, m, MaxMessageUp)
	case Tune:
		return envelope(TypeTune, m, MaxMessageUp)
	case Present:
		return envelope(TypePresent, m, MaxMessageUp)
	case AskPass:
		return envelope(TypeAskPass, m, MaxMessageUp)
	case AskResume:
		return envelope(TypeAskResume, m, MaxMessageUp)
	case GiveBack:
		return envelope(TypeGiveBack, m, MaxMessageUp)
	case Frame:
		return nil, fmt.Errorf("encoding a frame: %w", errBinary)
	}
	return nil, fmt.Errorf("encoding %T: %w", m, ErrUnknownType)
}

// DecodeToServer reads a JSON message to the server: anything of
// ToServer but a Frame. Unknown types, unknown fields and whatever follows are
// refused, and so is presenting oneself elsewhere than at the gate or a door;
// the error is ErrVersion for the Hello of another version.
func DecodeToServer(text []byte) (ToServer, error) {
	t, err := typeOf(text, MaxMessageUp)
	if err != nil {
		return nil, err
	}
	switch t {
	case TypeHello:
		return decodeHello(text)
	case TypeTune:
		return decodeTune(text)
	case TypePresent:
		return decodePresent(text)
	case TypeAskPass, TypeAskResume, TypeGiveBack:
		return decodeWish(t, text)
	}
	return nil, fmt.Errorf("message to the server: %.32q: %w", t, ErrUnknownType)
}

func decodeHello(text []byte) (ToServer, error) {
	var version struct {
		Version int `json:"version"`
	}
	if err := lenient(text, &version); err != nil {
		return nil, fmt.Errorf("hello: %w", err)
	}
	if version.Version != Version { // before its fields, which may be others
		return nil, fmt.Errorf("hello of version %d, want %d: %w", version.Version, Version, ErrVersion)
	}
	var m struct {
		Type Type `json:"type"`
		Hello
	}
	if err := strict(text, &m); err != nil {
		return nil, fmt.Errorf("hello: %w", err)
	}
	return m.Hello, nil
}

func decodeTune(text []byte) (ToServer, error) {
	var m struct {
		Type Type `json:"type"`
		Tune
	}
	if err := strict(text, &m); err != nil {
		return nil, fmt.Errorf("tune: %w", err)
	}
	return m.Tune, nil
}

func decodePresent(text []byte) (ToServer, error) {
	var m struct {
		Type Type `json:"type"`
		Present
	}
	if err := strict(text, &m); err != nil {
		return nil, fmt.Errorf("present: %w", err)
	}
	if m.At != AtGate && m.At != AtDoor {
		return nil, fmt.Errorf("present at %.32q: want %q or %q", m.At, AtGate, AtDoor)
	}
	return m.Present, nil
}

// decodeWish reads a message that says nothing but its type.
func decodeWish(t Type, text []byte) (ToServer, error) {
	var m struct {
		Type Type `json:"type"`
	}
	if err := strict(text, &m); err != nil {
		return nil, fmt.Errorf("%s: %w", t, err)
	}
	switch t {
	case TypeAskPass:
		return AskPass{}, nil
	case TypeAskResume:
		return AskResume{}, nil
	}
	return GiveBack{}, nil
}

// DecodeJoinRequest reads the body of POST /v1/join. Unknown fields, a body
// above MaxJoinBody and a salt of another length than SaltBytes are refused.
// The nickname is as it came: see CleanNickname.
func DecodeJoinRequest(body []byte) (JoinRequest, error) {
	if len(body) > MaxJoinBody {
		return JoinRequest{}, fmt.Errorf("request to join of %d bytes, want at most %d", len(body), MaxJoinBody)
	}
	var m JoinRequest
	if err := strict(body, &m); err != nil {
		return JoinRequest{}, fmt.Errorf("request to join: %w", err)
	}
	if len(m.Salt) != SaltBytes {
		return JoinRequest{}, fmt.Errorf("request to join: salt of %d bytes, want %d, as base64", len(m.Salt), SaltBytes)
	}
	return m, nil
}

// DecodeResumeRequest reads the body of POST /v1/resume. Unknown fields and a
// body above MaxJoinBody are refused.
func DecodeResumeRequest(body []byte) (ResumeRequest, error) {
	if len(body) > MaxJoinBody {
		return ResumeRequest{}, fmt.Errorf("request to resume of %d bytes, want at most %d", len(body), MaxJoinBody)
	}
	var m ResumeRequest
	if err := strict(body, &m); err != nil {
		return ResumeRequest{}, fmt.Errorf("request to resume: %w", err)
	}
	return m, nil
}
