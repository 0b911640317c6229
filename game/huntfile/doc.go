// Package huntfile answers: what evening did the organiser write down, and
// what is wrong with it?
//
// [Read] turns the YAML of a hunt file into a [game.Hunt] and a [Report] of
// every problem at once, each with its line, the thing it is about, the
// trouble and the remedy:
//
//	paris.yaml:18: venue "Fountain": lat 2.35, lon 48.85 lie outside the area; are they swapped?
//
// # Keys
//
//	id            letters a-z, digits and hyphens; stands in addresses
//	name          what people read; the id where it is left out
//	zone          IANA time zone of the times below, such as Europe/Paris
//	opens         when joining opens: 2026-06-20T18:00, in the zone; a time may
//	starts        carry its own offset instead: 2026-06-20T18:00+02:00 or …Z.
//	closes        starts is the gun. All three are wall times, whatever the rate
//	rate          hours of hunt time in one hour, 1 to 16, for rehearsals; 1
//	trust         open (the default) needs a gate and doors; friends has neither,
//	              and anyone with a script can win
//	gate          none, code (a screen on the plaza) or staff (stewards scan)
//	doors         none, code or staff, which is the default with trust open
//	admission_min minutes of the hunt after the gun at which a gate admits, 0 to
//	              60; 10
//	passes        open (the default) or codes: who joins needs an invitation
//	beacon        where the public value that makes the lots will come from, in
//	              words; chain (the default) makes them of what players send when
//	              they join, and is not enough for a draw
//	virtual       true: nobody really walks, keys and stick move the player
//	speed_cap_mps metres a second that a player is believed to make, 1 to 12; 4
//	area          {lat, lon, radius_m}: public, so never the venues' own box
//	meet          [{name, lat, lon}]: public; a virtual walk begins at the first;
//	              with a gate exactly one, the plaza where everybody starts
//	classes       [{id, name, speed_cap_mps, pace_mps}]: of mobility, beside those
//	              who walk; the hunt's cap and a pace of 1.4 where left out
//	bands         [{id, name, colour: "#rrggbb", song}]; a song is builtin:1 to
//	              builtin:5 or the path of an .ogg or .wav beside the hunt file
//	venues        [{id, name, band, lat, lon, radius_m, quotas: [{seats, by,
//	              class}]}]: one a band; radius_m 25 to 100, 40 where it is left
//	              out, and without effect with doors; by is an entry of
//	              [game.StandardAwards]; class is whose seats they are, anybody's
//	              where it is left out
//
// testdata/every-key.yaml uses each of them.
//
// # What is still to be decided
//
// A value TODO is refused, with what to write; a comment that begins with TODO
// is a warning, with its line, until it is deleted. The package places writes
// both where it makes a hunt file of an organiser's map, and whoever plans an
// evening may do the same.
//
// # Trust
//
// What would only be done more weakly than it is written is refused with the
// reason (R2): trust open without a gate or without doors, trust friends with
// either, seats by par without a gate, seats by draw without stewards or without
// a public beacon. Warnings tell what a choice costs: friends can cheat, a
// gate's code can be told by telephone, a venue near the plaza is found in
// minutes, venues in one direction follow from the crowd.
//
// The same keys are the JSON Schema that [Schema] returns: an editor that is
// pointed to it completes keys and marks mistakes while a hunt is written. With
// "crescendo check --schema > hunt.schema.json" the first line of the file may be
//
//	# yaml-language-server: $schema=hunt.schema.json
//
// # Secrets
//
// What must not be known before the evening is a venue's name and place. So
// name, lat and lon of a venue, and no other key, may be written "${NAME}" and
// are then read from the environment: the file can be shown around without
// them. A value that came from the environment is never repeated in a problem.
// Keys and seeds never stand in a hunt file.
//
// # Bounds
//
// The package opens nothing and asks for no time: what lies beside the text
// comes in as [World]. It reads at most [MaxBytes] and lists at most
// [MaxProblems]. Aliases (*name) are followed, but only to the depth of the
// keys above; merge keys (<<), tags (!!str) and a second document are refused.
//
// Zones need time zone data: cmd/crescendo imports time/tzdata, so that a
// machine without them reads a hunt file alike.
package huntfile
