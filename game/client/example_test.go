//go:build !js

package client_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/gorilla/websocket"

	"crescendo/game/client"
	"crescendo/game/wire"
)

func Example() {
	server := httptest.NewServer(http.HandlerFunc(evening))
	defer server.Close()

	ctx, leave := context.WithCancel(context.Background())
	session := client.New(client.Config{Address: server.URL, Token: "from POST /v1/join", Source: client.NewStick(nil)})
	session.Watch(func(s client.State) {
		if band, tuned := s.TunedBand(); tuned && !s.Heard.IsZero() {
			fmt.Printf("%s hears %s at step %d\n", s.Nickname, band.Name, s.Step)
			leave()
		}
	})
	if err := session.Run(ctx); err != nil {
		fmt.Println(err)
	}
	// Output: Zoë hears The Owls at step 40
}

// evening is the smallest server: it welcomes, and answers one frame.
func evening(w http.ResponseWriter, r *http.Request) {
	ws, err := (&websocket.Upgrader{}).Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer ws.Close()
	if _, _, err = ws.ReadMessage(); err != nil { // Hello
		return
	}
	welcome, err := wire.EncodeToPlayer(wire.Welcome{
		Version: wire.Version, Nickname: "Zoë", Band: "owls", Phase: wire.PhaseRunning, Server: time.Now().UnixMilli(),
		Hunt: wire.Hunt{Rate: 8, Bands: []wire.Band{{ID: "owls", Name: "The Owls"}}},
	})
	if err != nil || ws.WriteMessage(websocket.TextMessage, welcome) != nil {
		return
	}
	_, data, err := ws.ReadMessage()
	var f wire.Frame
	if err != nil || f.Decode(data) != nil {
		return
	}
	step := wire.Step{Step: 40, Word: wire.WordHunting, Sequence: f.Sequence, Sent: f.Sent, Server: time.Now().UnixMilli()}
	_ = ws.WriteMessage(websocket.BinaryMessage, step.Append(nil))
	_, _, _ = ws.ReadMessage() // until the player leaves
}
