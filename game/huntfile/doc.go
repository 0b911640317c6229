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
//	trust         friends; open (the default) needs a gate and doors
//	gate, doors   none
//	admission_min minutes after the gun at which a gate still admits
//	virtual       true: nobody really walks, keys and stick move the player
//	speed_cap_mps metres a second that a player is believed to make, 1 to 12; 4
//	area          {lat, lon, radius_m}: public, so never the venues' own box
//	meet          [{name, lat, lon}]: public; a virtual walk begins at the first
//	bands         [{id, name, colour: "#rrggbb", song}]; a song is builtin:1 to
//	              builtin:5 or the path of an .ogg or .wav beside the hunt file
//	venues        [{id, name, band, lat, lon, radius_m, quotas: [{seats, by}]}]:
//	              one a band; radius_m 25 to 100, 40 where it is left out;
//	              by: first
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
