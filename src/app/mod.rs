//! The threads and how they are joined: capture, pose and coach, screen.
