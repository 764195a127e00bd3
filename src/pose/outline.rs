//! Contours of a grid of logits at zero, by marching squares.

use super::sigmoid;

/// Loops that enclose less than this share of the grid are noise of the model and not body.
const MIN_AREA: f32 = 1.0 / 4000.0;

/// What lies beyond the grid: below zero, so that a contour reaching the edge closes there.
const BEYOND: f32 = -1.0;

/// The closed curves round connected regions above zero of a `side` × `side` row-major grid, the
/// largest first, in index coordinates, clockwise as seen with y pointing down.
pub(super) fn outer_loops(values: &[f32], side: usize) -> Vec<Vec<[f32; 2]>> {
    let grid = Grid { values, side };
    let mut next = grid.segments();
    let mut loops = Vec::new();
    for start in 0..next.len() {
        let mut corners = Vec::new();
        let mut edge = start;
        // Every crossed edge has exactly one successor, so this comes back to its start.
        while let Some(following) = next[edge].take() {
            corners.push(grid.crossing(edge));
            edge = following as usize;
        }
        // Contours of holes run the other way and have a negative area.
        let area = area(&corners);
        if area >= MIN_AREA * (side * side) as f32 {
            loops.push((area, corners));
        }
    }
    loops.sort_by(|a, b| b.0.total_cmp(&a.0));
    loops.into_iter().map(|(_, corners)| corners).collect()
}

/// The area inside a polygon, positive when it runs clockwise with y pointing down.
fn area(corners: &[[f32; 2]]) -> f32 {
    let following = corners.iter().cycle().skip(1);
    corners
        .iter()
        .zip(following)
        .map(|(a, b)| a[0] * b[1] - b[0] * a[1])
        .sum::<f32>()
        / 2.0
}

/// The values with a rim of [`BEYOND`] one node wide. Nodes are counted with the rim; edge
/// 2·node leads to the node on the right, edge 2·node + 1 to the node below.
struct Grid<'a> {
    values: &'a [f32],
    side: usize,
}

impl Grid<'_> {
    fn nodes_per_row(&self) -> usize {
        self.side + 2
    }

    fn value(&self, column: usize, row: usize) -> f32 {
        let within = 1..=self.side;
        if within.contains(&column) && within.contains(&row) {
            self.values[(row - 1) * self.side + column - 1]
        } else {
            BEYOND
        }
    }

    /// For each edge the one where the contour leaves the square that it enters there. It has
    /// what is above zero on its right.
    fn segments(&self) -> Vec<Option<u32>> {
        let per_row = self.nodes_per_row();
        let mut next = vec![None; 2 * per_row * per_row];
        for row in 0..per_row - 1 {
            for column in 0..per_row - 1 {
                let corners =
                    [(0, 0), (1, 0), (1, 1), (0, 1)].map(|(i, j)| self.value(column + i, row + j));
                // The contour passes through few of the squares.
                if corners.iter().all(|v| *v > 0.0) || corners.iter().all(|v| *v <= 0.0) {
                    continue;
                }
                let node = row * per_row + column;
                let (top, left) = (2 * node, 2 * node + 1);
                let edges = [top, left + 2, top + 2 * per_row, left];
                for (enter, leave) in crossings(corners) {
                    next[edges[enter]] = Some(edges[leave] as u32);
                }
            }
        }
        next
    }

    /// Where the probability is one half along an edge, in index coordinates of the values:
    /// probabilities are taken to change evenly from place to place, as everywhere in a
    /// [`Mask`](super::Mask).
    fn crossing(&self, edge: usize) -> [f32; 2] {
        let per_row = self.nodes_per_row();
        let (column, row) = (edge / 2 % per_row, edge / 2 / per_row);
        let (across, down) = if edge.is_multiple_of(2) {
            (1, 0)
        } else {
            (0, 1)
        };
        let (a, b) = (
            sigmoid(self.value(column, row)) - 0.5,
            sigmoid(self.value(column + across, row + down)) - 0.5,
        );
        // One logit is above zero and the other is not; only next to zero are they the same.
        let share = if a == b { 0.5 } else { a / (a - b) };
        let last = (self.side - 1) as f32;
        [(column, across), (row, down)]
            .map(|(node, along)| (node as f32 - 1.0 + share * along as f32).clamp(0.0, last))
    }
}

/// Where the contour enters a square of four corners and where it leaves it, clockwise from the
/// upper left corner: edge `k` leads from corner `k` to the next.
fn crossings(corners: [f32; 4]) -> impl Iterator<Item = (usize, usize)> {
    // Where two opposite corners are above zero, their mean decides whether they touch.
    let onwards = if corners.iter().sum::<f32>() > 0.0 {
        [1, 2, 3]
    } else {
        [3, 2, 1]
    };
    let is_above = move |corner: usize| corners[corner % 4] > 0.0;
    let enters = move |edge: &usize| is_above(*edge) && !is_above(edge + 1);
    let leaves = move |edge: &usize| !is_above(*edge) && is_above(edge + 1);
    (0..4).filter(enters).filter_map(move |enter| {
        let mut edges = onwards.into_iter().map(|steps| (enter + steps) % 4);
        Some((enter, edges.find(leaves)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIDE: usize = 64;

    fn grid(value: impl Fn(f32, f32) -> f32) -> Vec<f32> {
        (0..SIDE * SIDE)
            .map(|k| value((k % SIDE) as f32, (k / SIDE) as f32))
            .collect()
    }

    #[test]
    fn a_disc_gives_one_loop_on_its_rim() {
        let loops = outer_loops(&grid(|x, y| 20.0 - (x - 30.0).hypot(y - 33.0)), SIDE);
        assert_eq!(loops.len(), 1);
        for corner in &loops[0] {
            let radius = (corner[0] - 30.0).hypot(corner[1] - 33.0);
            assert!((radius - 20.0).abs() < 0.02, "{radius}");
        }
        assert!((area(&loops[0]) - 400.0 * std::f32::consts::PI).abs() < 3.0);
    }

    #[test]
    fn holes_and_specks_are_left_out_and_the_largest_comes_first() {
        let ring = |x: f32, y: f32| 6.0 - ((x - 40.0).hypot(y - 40.0) - 12.0).abs();
        let blob = |x: f32, y: f32| 5.0 - (x - 8.0).hypot(y - 8.0);
        let speck = |x: f32, y: f32| 0.3 - (x - 60.0).hypot(y - 4.0);
        let loops = outer_loops(
            &grid(|x, y| ring(x, y).max(blob(x, y)).max(speck(x, y))),
            SIDE,
        );
        assert_eq!(loops.len(), 2);
        assert!(area(&loops[0]) > 1000.0 && area(&loops[1]) < 90.0);
    }

    #[test]
    fn a_contour_that_reaches_the_edge_is_closed_along_it() {
        let loops = outer_loops(&grid(|_, _| 3.0), SIDE);
        assert_eq!(loops.len(), 1);
        assert!((area(&loops[0]) - 63.0 * 63.0).abs() < 1.0);
        assert!(outer_loops(&grid(|_, _| -3.0), SIDE).is_empty());
    }

    #[test]
    fn touching_corners_make_closed_loops_too() {
        let loops = outer_loops(
            &grid(|x, y| {
                if (x as i32 / 8 + y as i32 / 8) % 2 == 0 {
                    1.0
                } else {
                    -1.2
                }
            }),
            SIDE,
        );
        assert_eq!(loops.len(), 32);
    }
}
