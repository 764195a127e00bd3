//! The window, the canvas, the widgets, one file per scene. Draws what the coach decided; judges nothing.
