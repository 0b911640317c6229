package main

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"crescendo/server"
)

// huntStatus prints how a hunt stands. It holds venues and seats before anybody
// else may know them: it is for the organiser's eyes.
func (p *program) huntStatus(ctx context.Context, c actCall) error {
	if c.act.Player != 0 || c.act.Venue != "" || c.act.Text != "" || c.act.Reason != "" || c.act.ID != "" {
		return usageError{fmt.Errorf("status takes the address alone")}
	}
	var st server.StatusReply
	if err := c.ask(ctx, http.MethodGet, "/v1/acts/status", nil, &st); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "%s: %s, %s\n\n", st.Hunt, st.Phase, count(len(st.Players), "player"))
	for _, v := range st.Venues {
		line := fmt.Sprintf("venue %-12s %-16s %d of %s given", v.ID, v.Band, v.Given, count(v.Seats, "seat"))
		if v.Removed {
			line = fmt.Sprintf("venue %-12s %-16s removed", v.ID, v.Band)
		}
		fmt.Fprintln(p.out, line)
	}
	fmt.Fprintln(p.out)
	for _, pl := range st.Players {
		fmt.Fprintf(p.out, "%6d  %-26s %s\n", pl.Number, pl.Name, strings.Join(standing(pl), ", "))
	}
	return nil
}

// standing says how a player stands.
func standing(pl server.PlayerStatus) (words []string) {
	switch {
	case pl.Out:
		words = append(words, "out of the hunt")
	case !pl.Gated:
		words = append(words, "not through the gate")
	}
	if pl.Seat != nil {
		words = append(words, fmt.Sprintf("seat %d at %s", pl.Seat.Seat, pl.Seat.Venue))
	}
	if pl.Provisional != nil {
		words = append(words, fmt.Sprintf("would have seat %d at %s now", pl.Provisional.Seat, pl.Provisional.Venue))
	}
	if len(pl.Waiting) > 0 {
		words = append(words, "waits at "+strings.Join(pl.Waiting, " and "))
	}
	if len(pl.Pending) > 0 {
		words = append(words, "presented at "+strings.Join(pl.Pending, " and ")+", not proved")
	}
	if len(words) == 0 {
		words = []string{"on the way"}
	}
	return words
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
