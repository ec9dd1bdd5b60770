package telegramtest

import (
	"net/http"
	"time"
)

// webhook is the address the bot set, and the setWebhook request that is still at work.
type webhook struct {
	url     string
	working chan struct{} // closed when another setWebhook arrives
}

// SetWebhook sets a webhook as if the bot had done so elsewhere: getUpdates fails with 409, also a parked one. ""
// removes it.
func (s *Server) SetWebhook(url string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.setWebhook(url)
}

func (s *Server) setWebhook(url string) {
	s.hook.url = url
	if url != "" {
		s.terminate(conflictHook)
	}
}

// setWebhook takes as long as a FaultSlow on it says; another one arriving meanwhile ends it.
func (c *call) setWebhook() (any, *failure) {
	s := c.s
	s.mu.Lock()
	if s.hook.working != nil {
		close(s.hook.working)
	}
	me := make(chan struct{})
	s.hook.working = me
	s.mu.Unlock()
	timer := time.NewTimer(c.slow)
	c.slow = 0
	defer timer.Stop()
	select {
	case <-me:
		return nil, &failure{code: http.StatusConflict, text: conflictHooks}
	case <-timer.C:
	case <-c.ctx.Done():
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.hook.working != me {
		return nil, &failure{code: http.StatusConflict, text: conflictHooks}
	}
	s.hook.working = nil
	s.setWebhook(c.in.text("url"))
	s.dropPending(c)
	return true, nil
}

func (c *call) deleteWebhook() (any, *failure) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	c.s.hook.url = ""
	c.s.dropPending(c)
	return true, nil
}

// dropPending throws waiting updates away when the bot asks for it.
func (s *Server) dropPending(c *call) {
	if c.in.flag("drop_pending_updates") {
		s.queue.dropped += s.queue.length()
		s.queue.clear()
	}
}

func (c *call) getWebhookInfo() (any, *failure) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	return map[string]any{
		"url": c.s.hook.url, "has_custom_certificate": false, "pending_update_count": c.s.queue.length(),
	}, nil
}
