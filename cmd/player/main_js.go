// Command player is what a player holds: a window on a desktop, and built for
// js/wasm the page at /play.
//
// In the page, the document's script sets window.crescendo before it starts this
// program: {token, nickname, address, walk, audio, ended}. The program tells
// tests about itself by window.crescendoState(), a voice by an element with role
// status, and the page by crescendo.ended(reason) when no session can go on.
package main

import (
	"context"
	"syscall/js"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"crescendo/assets/player"
	"crescendo/audio/speaker"
	"crescendo/game/client"
	"crescendo/game/screen"
	"crescendo/game/sense"
	"crescendo/maps/city"
)

func main() {
	if err := play(); err != nil {
		js.Global().Get("console").Call("error", "player: "+err.Error())
	}
}

// play plays one evening in the page, and returns when it is over. The page
// starts the program anew for another one.
func play() error {
	page := pageSettings()
	paris, err := city.Parse(player.Paris())
	if err != nil {
		return err
	}
	sound, err := speaker.Open()
	if err != nil { // a browser without Web Audio: by light and touch
		sound = speaker.Silent()
	}
	defer sound.Close()
	stick := client.NewStick(nil)
	var game *screen.Game
	set := setting{
		address: page.address, token: page.token, nickname: page.nickname, speaker: sound,
		source: newWhere(stick, page.walk),
		ear:    &ear{speaker: sound, now: time.Now, report: func(s screen.Sound) { game.Sound(s) }},
	}
	voice := newVoice(page.language)
	defer voice.close()
	hand := &hand{beats: page.touch}
	set.watch = append(set.watch, voice.hear, hand.hear)
	evening := begin(set)
	game, err = screen.New(screen.Config{
		Session: evening.session, Stick: stick, Keys: page.walk == "keys", City: paris, Language: page.language, Still: page.still,
	})
	if err != nil {
		return err
	}
	defer show(evening.session, game)()
	evening.start(context.Background(), set)
	go func() {
		if err := <-evening.err; err != nil {
			game.End()
		}
	}()
	ebiten.SetScreenClearedEveryFrame(false)
	ebiten.SetTPS(screen.TPS)
	err = ebiten.RunGame(game)
	last := evening.session.State()
	evening.end()
	if last.Connection == client.Gone {
		ended(reason(last.Trouble.Code))
	}
	return err
}

// settings are what the page says.
type settings struct {
	address, token, nickname, walk string
	language                       sense.Language
	still                          bool // the person wants no animation
	touch                          bool // steps beat in the hand
}

// pageSettings reads window.crescendo and what the browser knows of the person.
func pageSettings() settings {
	global := js.Global()
	page := global.Get("crescendo")
	text := func(key string) string {
		if page.Type() == js.TypeObject && page.Get(key).Type() == js.TypeString {
			return page.Get(key).String()
		}
		return ""
	}
	s := settings{address: text("address"), token: text("token"), nickname: text("nickname"), walk: text("walk")}
	if s.address == "" {
		s.address = global.Get("location").Get("origin").String()
	}
	s.touch = page.Type() == js.TypeObject && page.Get("touch").Truthy()
	var preferred []string
	if list := global.Get("navigator").Get("languages"); list.Truthy() {
		for i := range list.Length() {
			preferred = append(preferred, list.Index(i).String())
		}
	}
	s.language = sense.Choose(preferred...)
	s.still = global.Call("matchMedia", "(prefers-reduced-motion: reduce)").Get("matches").Bool()
	return s
}

// reason is why a session ended, in the page's words.
func reason(c client.Code) string {
	switch c {
	case client.NewHunt:
		return "newhunt"
	case client.Unknown:
		return "unknown"
	case client.Replaced:
		return "replaced"
	case client.OtherVersion:
		return "version"
	}
	return string(c)
}

// ended tells the page that this evening is over.
func ended(reason string) {
	if page := js.Global().Get("crescendo"); page.Type() == js.TypeObject && page.Get("ended").Type() == js.TypeFunction {
		page.Call("ended", reason)
	}
}
