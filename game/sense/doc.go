// Package sense answers: how is a step told to somebody who does not hear it?
//
// The server says a step, 0…63, a word and how foggy the position is. Sound
// belongs to audio/mix; here the same three become words ([Language.Say]), beats
// for the hand ([Beats]) and light for the eye ([Light]). Each alone tells
// louder from softer at every single step, so that the hunt can be won by each
// alone. There is no clock here and no device: a screen, a page or a wristband
// reads the tables.
//
// A language is one entry of [catalogue] and nothing else: a test holds that
// every entry has every word.
package sense
