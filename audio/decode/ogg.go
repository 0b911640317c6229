package decode

import (
	"errors"
	"fmt"

	"github.com/jfreymuth/vorbis"
)

func decodeOgg(file []byte) (raw, error) {
	stream := newPages(file)
	decoder := new(vorbis.Decoder)
	id, err := readHeaders(stream, decoder)
	if err != nil {
		return raw{}, err
	}
	parts, err := readSound(stream, decoder, id)
	if err != nil {
		return raw{}, err
	}
	if err := checkLevel("ogg", id.rate, parts); err != nil {
		return raw{}, err
	}
	return raw{parts: parts, format: "Ogg Vorbis", channels: id.channels, rate: id.rate}, nil
}

// readHeaders checks the three headers and hands them to the decoder.
func readHeaders(stream *pages, decoder *vorbis.Decoder) (id identification, err error) {
	checks := []func([]byte) error{
		func(h []byte) (err error) { id, err = checkIdentification(h); return err },
		checkComments,
		checkBooks,
	}
	for _, check := range checks {
		p, more, err := stream.next()
		if err != nil {
			return id, err
		}
		if !more {
			return id, errors.New("ogg: ends within its headers; it is cut off: fetch it again")
		}
		if err := check(p.data); err != nil {
			return id, err
		}
		if err := guard(func() error { return decoder.ReadHeader(p.data) }); err != nil {
			return id, errDamagedHeader
		}
	}
	return id, nil
}

// readSound decodes the packets that follow the headers.
//
// The granule of a page says how many samples there are up to its end. On the
// first page of sound that is less than was decoded if the stream begins
// within a block, on the last page if it ends within one: the rest is cut
// off, so that the file is as long as what was encoded, to the sample.
func readSound(stream *pages, decoder *vorbis.Decoder, id identification) ([][]float32, error) {
	parts := make([][]float32, partsOf(id.channels))
	buffer := make([]float32, decoder.BufferSize())
	for anchored := false; ; {
		p, more, err := stream.next()
		if err != nil {
			return nil, err
		}
		if !more {
			return parts, nil
		}
		var block []float32
		err = guard(func() (err error) { block, err = decoder.DecodeInto(p.data, buffer); return err })
		if err != nil {
			return nil, fmt.Errorf("ogg: at %.2f s: %w; the file is damaged: encode the song again with oggenc", float64(len(parts[0]))/float64(id.rate), err)
		}
		split(parts, block, id.channels)
		length := int64(len(parts[0]))
		if p.last && p.granule >= 0 && p.granule < length {
			keep(parts, 0, p.granule)
		} else if p.granule >= 0 && !anchored {
			keep(parts, max(0, length-p.granule), length)
			anchored = true
		}
		if len(parts[0]) > longest(id.channels)*id.rate {
			return nil, tooLong("ogg", id.channels)
		}
	}
}

// keep cuts all parts to the samples from one to another.
func keep(parts [][]float32, from, to int64) {
	for i := range parts {
		parts[i] = parts[i][from:to]
	}
}

func appendMono(mono, block []float32, channels int) []float32 {
	for i := 0; i+channels <= len(block); i += channels {
		var sum float32
		for _, v := range block[i : i+channels] {
			sum += v
		}
		mono = append(mono, sum/float32(channels))
	}
	return mono
}

// guard runs a call into the decoder and turns its panic into an error: it
// indexes books, floors and modes by what a packet says without looking, so a
// damaged packet is an index out of range there. The decoder is not used
// again after that.
func guard(call func() error) (err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("a packet makes no sense")
		}
	}()
	return call()
}
