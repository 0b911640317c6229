package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"crescendo/game"
	"crescendo/server"
	"crescendo/server/door"
)

// maxInvitations bounds what one call prints: more than a server holds players
// is a slip of the finger.
const maxInvitations = 50_000

// doors prints the secret links of a hunt's gate and doors, and makes them
// anew where one is revoked.
func (p *program) doors(_ context.Context, args []string) error {
	var c doorsCall
	words, help, err := parse("doors", args, p.out, func(f *flag.FlagSet) {
		f.StringVar(&c.data, "data", "", "`DIR` with the hunt's keys; by default ID.data beside the hunt file")
		f.StringVar(&c.url, "url", "", "the public `URL` of the server, such as https://hunt.example.org")
		f.StringVar(&c.revoke, "revoke", "", "make the link of `gate|VENUE` anew: the old one is worthless at once")
		f.IntVar(&c.invitations, "invitations", 0, "print the first `N` invitation codes instead")
	})
	switch {
	case err != nil || help:
		return err
	case len(words) != 1:
		return usageError{errors.New("want one hunt file")}
	case c.invitations < 0 || c.invitations > maxInvitations:
		return usageError{fmt.Errorf("--invitations %d: want 1 to %d", c.invitations, maxInvitations)}
	}
	if c.url, err = baseURL(c.url); err != nil {
		return err
	}
	return p.doorsOf(words[0], c)
}

// doorsCall is what the flags of doors say.
type doorsCall struct {
	data, url, revoke string
	invitations       int
}

func (p *program) doorsOf(file string, c doorsCall) error {
	hunt, err := p.goodHunt(file)
	if err != nil {
		return err
	}
	return p.linksOf(dataOf(c.data, file, hunt), hunt, c)
}

// linksOf does what the flags say with the keys in a data folder.
func (p *program) linksOf(dir string, hunt *game.Hunt, c doorsCall) error {
	if c.revoke != "" {
		if err := p.revoke(dir, hunt, c.revoke); err != nil {
			return err
		}
	}
	k, err := ensureKeys(dir)
	if err != nil {
		return err
	}
	if c.invitations > 0 {
		return p.printInvitations(&k, hunt, c.invitations)
	}
	secrets := k.forServer()
	places := secrets.Places(hunt, server.Revisions{Gate: k.Links.Gate, Venues: k.Links.Venues})
	if len(places) == 0 {
		fmt.Fprintln(p.out, "This hunt has neither gate nor doors, so there are no links: see gate and doors in the hunt file.")
		return nil
	}
	p.printLinks(places, c.url, hunt)
	return nil
}

// goodHunt returns the hunt of a file that check likes.
func (p *program) goodHunt(file string) (*game.Hunt, error) {
	read, err := p.readHunt(file)
	switch {
	case err != nil:
		return nil, err
	case read.hunt == nil:
		fmt.Fprint(p.err, read.report)
		return nil, errSaid
	}
	return read.hunt, nil
}

// dataOf returns a hunt's data folder: where --data says, else beside its file.
func dataOf(data, file string, hunt *game.Hunt) string {
	if data != "" {
		return data
	}
	return filepath.Join(filepath.Dir(file), hunt.ID+".data")
}

// revoke makes the link of a place anew.
func (p *program) revoke(dir string, hunt *game.Hunt, place string) error {
	i := slices.IndexFunc(hunt.Venues, func(v game.Venue) bool { return v.ID == place })
	switch {
	case place == "gate" && hunt.Gate == game.GateNone:
		return errors.New("--revoke gate: this hunt has no gate")
	case place != "gate" && i < 0:
		return fmt.Errorf("--revoke %s: there is no such venue; it has %s", place, ids(hunt))
	case place != "gate" && hunt.Doors == game.DoorsNone:
		return fmt.Errorf("--revoke %s: this hunt has no doors", place)
	}
	err := changeKeys(dir, func(k *keys) error {
		if place == "gate" {
			k.Links.Gate++
		} else {
			k.Links.Venues[place]++
		}
		return nil
	})
	if err == nil {
		fmt.Fprintf(p.out, "The old link of %s is revoked: whoever holds it has nothing any more, and a server that runs knows within a second.\n\n", place)
	}
	return err
}

func ids(hunt *game.Hunt) string {
	var list []string
	if hunt.Gate != game.GateNone {
		list = append(list, "gate")
	}
	for _, v := range hunt.Venues {
		list = append(list, v.ID)
	}
	return strings.Join(list, ", ")
}

// printLinks prints each link with who it is for. Whoever reads it can open
// every door: so it goes to standard output alone, never to a log.
func (p *program) printLinks(places []door.Place, base string, hunt *game.Hunt) {
	for _, place := range places {
		fmt.Fprintf(p.out, "%s\n  %s\n  %s/d/%s\n\n", title(place), purpose(place, hunt), base, place.Secret)
	}
	if base == "" {
		fmt.Fprintln(p.out, "Put your server's address before each link, or call this with --url https://…")
	}
	fmt.Fprintln(p.out, "Each link is a key: give it to those people alone. A lost one is made anew with --revoke gate|VENUE.")
}

func title(place door.Place) string {
	if place.Gate {
		return fmt.Sprintf("Gate: %s", place.Name)
	}
	return fmt.Sprintf("Venue %s: %s", place.ID, place.Name)
}

func purpose(place door.Place, hunt *game.Hunt) string {
	switch {
	case place.Gate && place.Staff && hunt.Gate == game.GateCode:
		return "for a steward at the start, who scans the pass of whoever typed ten wrong codes"
	case !place.Gate && place.Staff && hunt.Doors == game.DoorsCode:
		return "for a steward at this venue, who scans the pass of whoever typed ten wrong codes"
	case place.Gate && place.Staff:
		return "for the stewards at the start, who scan each player's pass"
	case place.Gate:
		return "for the screen at the start, which shows the code to everybody there"
	case place.Staff:
		return "for the stewards at this venue, who scan the pass of whoever comes"
	}
	return "for the screen at this venue, which shows the code to whoever comes"
}

// baseURL checks the public address of a server.
func baseURL(text string) (string, error) {
	if text == "" {
		return "", nil
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return "", usageError{fmt.Errorf("--url %q: want an address such as https://hunt.example.org", text)}
	}
	return strings.TrimRight(u.String(), "/"), nil
}

// printInvitations prints codes to hand out, one a line.
func (p *program) printInvitations(k *keys, hunt *game.Hunt, n int) error {
	if !hunt.Invitations {
		return errors.New("--invitations: everybody may join this hunt; passes: codes in the hunt file asks for invitations")
	}
	secrets := k.forServer()
	for i := range n {
		fmt.Fprintln(p.out, secrets.Invitation(hunt.ID, uint32(i+1)))
	}
	return nil
}
