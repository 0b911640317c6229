//go:build !js

package client

import (
	"context"
	"errors"
	"io"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"crescendo/game/wire"
)

func TestJoiningGivesTheToken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, func(_ int, a *actor) {
			if h := a.hello(); h.Token != "fresh" {
				t.Errorf("hello with token %q", h.Token)
			}
			a.end(wire.CloseComeBack)
		})
		defer s.close()
		var salts []string
		s.join = func(w http.ResponseWriter, r *http.Request) {
			body, err := io.ReadAll(r.Body)
			if err != nil {
				t.Error(err)
			}
			q, err := wire.DecodeJoinRequest(body)
			if err != nil || q.Nickname != "Zoë" {
				t.Errorf("request %+v, %v", q, err)
			}
			salts = append(salts, string(q.Salt))
			switch len(salts) {
			case 1:
				http.Error(w, `{"code":"busy","message":"Too many people join right now."}`, http.StatusTooManyRequests)
			case 2:
				http.Error(w, `bad gateway`, http.StatusBadGateway)
			default:
				_, _ = w.Write([]byte(`{"token":"fresh","number":3,"nickname":"Zoë"}`))
			}
		}
		c := s.config()
		c.Token, c.Nickname = "", "Zoë"
		session, stop := s.run(c)
		pass(100 * time.Millisecond)
		if st := session.State(); st.Connection != Connecting || st.Trouble != (Trouble{"busy", "Too many people join right now."}) {
			t.Errorf("%v, %q: want the server's own sentence, and another try", st.Connection, st.Trouble)
		}
		pass(time.Minute)
		if len(salts) != 3 || salts[0] != salts[1] || salts[1] != salts[2] {
			t.Errorf("joined with salts %q: want three tries with the same salt, and then the token for good", salts)
		}
		stop()
	})
}

func TestARefusalToJoinIsTheEnd(t *testing.T) {
	for name, c := range map[string]struct {
		status int
		body   string
		want   Code
	}{
		"the server's own":    {403, `{"code":"full","message":"The hunt is full."}`, "full"},
		"forbidden":           {403, `<html>`, Refusal},
		"another server":      {404, `nginx`, NotHere},
		"no server of a hunt": {200, `<html>welcome to my page</html>`, NotHere},
		"no token":            {200, `{"number":3}`, NotHere},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := newStage(t, nil)
			defer s.close()
			s.join = func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(c.status)
				_, _ = w.Write([]byte(c.body))
			}
			config := s.config()
			config.Token = ""
			session, stop := s.run(config)
			pass(time.Minute)
			err := stop()
			if st := session.State(); st.Connection != Gone || st.Trouble.Code != c.want || st.Trouble.Text == "" || !errors.Is(err, st.Trouble) {
				t.Errorf("%s: %v, %+v, %v", name, st.Connection, st.Trouble, err)
			}
		})
	}
}

func TestAddresses(t *testing.T) {
	for address, want := range map[string]string{
		"https://hunt.example/": "wss://hunt.example/v1/ws", "http://[::1]:80": "ws://[::1]:80/v1/ws",
		"localhost:8080": "ws://localhost:8080/v1/ws", " hunt.example ": "ws://hunt.example/v1/ws",
		"": "", "ftp://hunt.example": "", "https://": "", "https://u:p@hunt": "", "two words": "", "http://a/play": "",
	} {
		a, ok := server(address)
		if ok != (want != "") || ok && socket(a) != want {
			t.Errorf("%q: %q, %t, want %q", address, socket(a), ok, want)
		}
	}
	session := New(Config{Address: "two words"})
	if err := session.Run(context.Background()); !errors.Is(err, trouble(BadAddress)) || session.State().Connection != Gone {
		t.Errorf("Run returned %v", err)
	}
}
