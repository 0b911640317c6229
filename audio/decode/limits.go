package decode

// Rate is the sample rate of everything that is decoded, in Hz: what phones,
// browsers and Vorbis files use already, so that mostly nothing is resampled.
const Rate = 48000

// Limits of a file. They are generous for a song and small for a server that
// decodes a hunt's few songs at its start.
const (
	MaxBytes    = 96 << 20 // four minutes of stereo at 48 kHz as 32-bit WAV are 92 MB
	MaxSeconds  = 240      // of one channel, 46 MB of samples; two sides have half of it, four stems a quarter
	MinSamples  = Rate / 2 // a loop under half a second is a buzz, not a song
	MaxChannels = 8        // 7.1; more is not music for two ears
	MinRate     = 8000     // telephone
	MaxRate     = 192000   // studio
	MaxLevel    = 16       // a float sample of 24 dB over full scale is a broken file
)

// Limits of the Vorbis headers. What oggenc 1.4.2 (libvorbis 1.3.7) writes at
// qualities −1 to 10 in one and two channels has at most 44 code books, 6,561
// entries in one of them, 61,014 values in all, 4 kB of setup header and 1.6
// kB in a packet of sound.
const (
	maxPacket      = 1 << 20 // bytes; the first headers may carry a picture of the band
	maxComments    = 1 << 10 // some taggers write hundreds
	maxBookEntries = 1 << 16
	maxBookValues  = 1 << 20 // 4 MB of floats, over all books of a file
)
