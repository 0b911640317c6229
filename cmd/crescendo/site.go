package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"syscall"
	"time"
)

// How long a connection may take before it is ours to close.
const (
	headerTimeout = 10 * time.Second // for a request's header: a phone on a bad network
	idleTimeout   = 2 * time.Minute  // between requests
	maxHeader     = 16 << 10         // bytes; a browser's has some 1 KB
	shutdownTime  = 5 * time.Second  // for answers under way when the command ends
)

// site is one open port.
type site struct {
	listener net.Listener
}

// open takes a port. Its errors are for whoever typed the address.
func open(listen string) (*site, error) {
	l, err := net.Listen("tcp", listen)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("--listen %s: the port is in use by another program; stop that one, or choose another port", listen)
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("--listen %s: no permission to use this port; choose one above 1023", listen)
	case err != nil:
		return nil, fmt.Errorf("--listen %s: %v; want HOST:PORT, such as 127.0.0.1:8080, or :8080 for all addresses of this machine", listen, unwrapOp(err))
	}
	return &site{l}, nil
}

// unwrapOp takes off net's own description of what was tried.
func unwrapOp(err error) error {
	var op *net.OpError
	if errors.As(err, &op) && op.Err != nil {
		return op.Err
	}
	return err
}

// address is what a person on this machine opens.
func (s *site) address() string {
	host, port, err := net.SplitHostPort(s.listener.Addr().String())
	if err != nil {
		return "http://" + s.listener.Addr().String()
	}
	if ip := net.ParseIP(host); ip == nil || ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, port)
}

// everywhere tells whether the port is open to other machines.
func (s *site) everywhere() bool {
	tcp, ok := s.listener.Addr().(*net.TCPAddr)
	return !ok || !tcp.IP.IsLoopback()
}

// run answers requests while behind runs, which ends when ctx is done, and then
// lets the answers that are under way finish.
func (s *site) run(ctx context.Context, handler http.Handler, behind func(context.Context) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	web := &http.Server{
		Handler: handler, ReadHeaderTimeout: headerTimeout, IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeader,
		ErrorLog: nil, // net/http's own, for panics only: what strangers send is no news
	}
	var serving sync.WaitGroup
	var failed error
	serving.Go(func() {
		if err := web.Serve(s.listener); !errors.Is(err, http.ErrServerClosed) {
			failed = fmt.Errorf("serving: %w", err)
			stop()
		}
	})
	err := behind(ctx)
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
	defer cancel()
	if web.Shutdown(ending) != nil {
		web.Close()
	}
	serving.Wait()
	return errors.Join(err, failed)
}
