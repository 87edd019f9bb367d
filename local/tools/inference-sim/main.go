// Command inference-sim is llm-d-inference-sim, built from its published module, with one
// difference: the stock program listens on every address of the machine, this one on loopback.
package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"time"

	"github.com/llm-d/llm-d-inference-sim/cmd/signals"
	"github.com/llm-d/llm-d-inference-sim/pkg/common"
	"github.com/llm-d/llm-d-inference-sim/pkg/communication"
	simulator "github.com/llm-d/llm-d-inference-sim/pkg/llm-d-inference-sim"
	"k8s.io/klog/v2"
)

const (
	// As long as the stock program waits for requests that still run.
	drainLimit = 30 * time.Second
	drainPoll  = 10 * time.Millisecond
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "inference-sim:", err)
		os.Exit(1)
	}
}

func run() error {
	logger := klog.Background()
	ctx := signals.SetupSignalHandler(klog.NewContext(context.Background(), logger))
	config, err := common.ParseCommandParamsAndLoadConfig()
	if err != nil {
		return err
	}
	if config.DPSize > 1 {
		return errors.New("--data-parallel-size above 1 is not served here")
	}
	ranks, err := simulator.Start(ctx, config, logger)
	if err != nil {
		return err
	}
	rank := ranks[0]
	listener, err := net.Listen("tcp4", fmt.Sprintf("127.0.0.1:%d", config.Port))
	if err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- communication.New(logger, rank).StartHTTPServer(ctx, listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	// Closed first: who asks now is refused, and does not hang on a process that ends.
	err = listener.Close()
	for end := time.Now().Add(drainLimit); rank.OpenRequests() > 0 && time.Now().Before(end); {
		time.Sleep(drainPoll)
	}
	rank.Stop()
	return err
}
