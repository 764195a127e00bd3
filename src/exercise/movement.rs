//! From keyframes to a checked [`Movement`]: every pose is put together from those that it is like,
//! and every fault is tried once, so that a mistake in the file is found when it is read.

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::error::ExerciseError;
use super::keyframes::{
    BOTH_SIDES, CameraPlace, FaultChange, KeyPose, Keyframes, Sides, SizeUnit, Step, Support,
    WrittenFor,
};

/// How the synthetic person performs an exercise, in good form or with faults.
#[derive(Debug, Clone)]
pub struct Movement {
    /// Id of the exercise.
    pub id: String,
    /// The place of the camera.
    pub camera: CameraPlace,
    /// What happens to the sides.
    pub sides: Sides,
    /// The side that is at work in a [`Course`].
    pub written_for: WrittenFor,
    /// What carries the body.
    pub support: Support,
    /// The steps of one repetition.
    steps: Vec<Step>,
    back_s: f32,
    /// Every pose with all its values. They are tables, because faults change values by name.
    tables: BTreeMap<String, Table>,
    faults: BTreeMap<String, FaultChange>,
}

/// One repetition as the person performs it.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// The poses in order with their times. The repetition begins and ends in the first one.
    pub stations: Vec<Station>,
    /// Seconds on the way from the last pose to the first.
    pub back_s: f32,
    /// The index of a station, and the share of the way to it after which the movement ends early.
    pub shortened: Option<(usize, f32)>,
}

/// A pose of a repetition, with its times.
#[derive(Debug, Clone, PartialEq)]
pub struct Station {
    /// Name of the pose.
    pub name: String,
    /// The pose as the faults have changed it.
    pub pose: KeyPose,
    /// Seconds on the way to the pose.
    pub move_s: f32,
    /// Seconds in the pose.
    pub stay_s: f32,
    /// The pose is held for as long as the dose asks for.
    pub hold: bool,
}

impl Course {
    /// Makes the hold last for so many seconds, from the arrival in the first pose that is held to
    /// the end of the last one. Nothing changes where no pose is held.
    pub fn hold_for(&mut self, seconds: f32) {
        let Some(first) = self.stations.iter().position(|station| station.hold) else {
            return;
        };
        let held = self.stations[first..].iter().take_while(|s| s.hold).count();
        let held = &mut self.stations[first..first + held];
        let moves_s: f32 = held.iter().skip(1).map(|station| station.move_s).sum();
        let mut left_s = seconds - moves_s;
        // The poses before the last one keep their own times as long as there is time left.
        let last = held.len() - 1;
        for (place, station) in held.iter_mut().enumerate() {
            if place == last {
                station.stay_s = left_s.max(0.0);
            } else {
                station.stay_s = station.stay_s.min(left_s.max(0.0));
                left_s -= station.stay_s;
            }
        }
    }
}

/// A fault and its size.
#[derive(Debug, Clone, PartialEq)]
pub struct SizedFault {
    /// Id of the fault in the exercise file.
    pub id: String,
    /// Size in the fault's unit. `None` is the usual size of the fault.
    pub size: Option<f32>,
}

impl Movement {
    /// Puts all poses together and tries every fault at its usual size.
    ///
    /// # Errors
    /// A sentence that begins with the pose or fault in brackets and says what is wrong with it.
    pub fn new(id: &str, file: &Keyframes) -> Result<Movement, String> {
        let tables = file
            .poses
            .keys()
            .map(|name| {
                let whole = whole(&file.poses, name, 0);
                let whole = whole.map_err(|why| format!("[poses.{name}]: {why}"))?;
                Ok((name.clone(), whole))
            })
            .collect::<Result<_, String>>()?;
        let movement = Movement {
            id: id.to_owned(),
            camera: file.camera,
            sides: file.sides,
            written_for: file.written_for,
            support: file.support,
            steps: file.steps.clone(),
            back_s: file.back_s,
            tables,
            faults: file.faults.clone(),
        };
        if movement.steps.len() < 2 {
            return Err(
                "`steps` needs at least two: where the repetition begins, and its target"
                    .to_owned(),
            );
        }
        movement.course_of(&[], 1.0)?;
        for (name, fault) in &movement.faults {
            movement
                .course_of(&[(fault, fault.size)], 1.0)
                .map_err(|why| format!("[faults.{name}]: {why}"))?;
        }
        Ok(movement)
    }

    /// Ids of the faults that can be shown.
    pub fn fault_ids(&self) -> impl Iterator<Item = &str> {
        self.faults.keys().map(String::as_str)
    }

    /// What a fault changes, with its unit and its usual size.
    #[must_use]
    pub fn fault(&self, id: &str) -> Option<&FaultChange> {
        self.faults.get(id)
    }

    /// How many times in a second one of these faults comes and goes.
    #[must_use]
    pub fn sway_hz(&self, faults: &[SizedFault]) -> Option<f32> {
        faults
            .iter()
            .find_map(|fault| self.faults.get(&fault.id)?.sway_hz)
    }

    /// A repetition with these faults, or in good form where there are none. Faults that sway are
    /// shown at `share` of their size.
    ///
    /// # Errors
    /// When there is no such fault.
    pub fn course(&self, faults: &[SizedFault], share: f32) -> Result<Course, ExerciseError> {
        let chosen = faults
            .iter()
            .map(|wanted| {
                let fault = self
                    .faults
                    .get(&wanted.id)
                    .ok_or_else(|| self.unknown_fault(&wanted.id))?;
                Ok((fault, wanted.size.unwrap_or(fault.size)))
            })
            .collect::<Result<Vec<_>, ExerciseError>>()?;
        for (wanted, (fault, size)) in faults.iter().zip(&chosen) {
            if fault.unit == SizeUnit::None && *size != 0.0 && *size != 1.0 {
                return Err(ExerciseError::Movement(format!(
                    "the fault {:?} is there or it isn't: its size is 1 or 0, not {size}",
                    wanted.id
                )));
            }
        }
        // Every fault was tried at its usual size. Another size changes values and no names.
        self.course_of(&chosen, share)
            .map_err(ExerciseError::Movement)
    }

    fn unknown_fault(&self, name: &str) -> ExerciseError {
        let known = self.fault_ids().map(str::to_owned).collect();
        ExerciseError::unknown_name(&self.id, "fault to show", name, known)
    }

    fn course_of(&self, faults: &[(&FaultChange, f32)], share: f32) -> Result<Course, String> {
        let mut course = Course {
            stations: Vec::with_capacity(self.steps.len()),
            back_s: self.back_s,
            shortened: None,
        };
        for step in &self.steps {
            let mut table = self.table(&step.pose)?.clone();
            for (fault, size) in faults {
                if *size != 0.0 {
                    self.keep(&mut table, &fault.keeps)?;
                }
                let share = if fault.sway_hz.is_some() { share } else { 1.0 };
                change(&mut table, &step.pose, fault, size * share)?;
            }
            course.stations.push(Station {
                name: step.pose.clone(),
                pose: typed(&step.pose, table)?,
                move_s: step.move_s,
                stay_s: step.stay_s,
                hold: step.hold,
            });
        }
        for (fault, size) in faults {
            retime(&mut course, fault, *size)?;
        }
        Ok(course)
    }

    fn table(&self, pose: &str) -> Result<&Table, String> {
        self.tables.get(pose).ok_or_else(|| {
            let known: Vec<&str> = self.tables.keys().map(String::as_str).collect();
            format!(
                "there is no pose {pose:?}; the poses are: {}",
                known.join(", ")
            )
        })
    }

    /// Gives these limbs the values that they have in the first pose of the repetition.
    fn keep(&self, table: &mut Table, limbs: &[String]) -> Result<(), String> {
        let first = self.table(&self.steps[0].pose)?;
        for limb in limbs {
            let value = first.get(limb).ok_or_else(|| {
                format!("`keeps` knows left_arm, right_arm, left_leg, right_leg; not {limb:?}")
            })?;
            table.insert(limb.clone(), value.clone());
        }
        Ok(())
    }
}

fn retime(course: &mut Course, fault: &FaultChange, size: f32) -> Result<(), String> {
    for (pose, factor) in &fault.move_s {
        if pose == "back" {
            course.back_s = factor * size;
        } else {
            let station = station_of(course, pose)?;
            course.stations[station].move_s = factor * size;
        }
    }
    for (pose, factor) in &fault.stay_s {
        // A person who lets go too soon does so whatever the dose asks for.
        let station = station_of(course, pose)?;
        let station = &mut course.stations[station];
        station.stay_s = factor * size;
        station.hold = false;
    }
    for (pose, factor) in &fault.depth {
        let index = station_of(course, pose)?;
        course.shortened = Some((index, (factor * size).clamp(0.0, 1.0)));
    }
    if fault.swaps_legs && size != 0.0 {
        for station in &mut course.stations {
            station.pose.swap_legs();
        }
    }
    Ok(())
}

/// The index of the station with this pose.
fn station_of(course: &Course, pose: &str) -> Result<usize, String> {
    let mut stations = course.stations.iter();
    stations
        .position(|station| station.name == pose)
        .ok_or_else(|| format!("no step goes to the pose {pose:?}"))
}

/// A pose with the values that it takes over from the pose that it is like.
fn whole(poses: &BTreeMap<String, Table>, name: &str, depth: usize) -> Result<Table, String> {
    let Some(table) = poses.get(name) else {
        return Err(format!("there is no pose {name:?} to be like"));
    };
    if depth > poses.len() {
        return Err(format!("the pose {name:?} is like itself"));
    }
    let mut own = table.clone();
    let mut all = match own.remove("like") {
        Some(Value::String(like)) => whole(poses, &like, depth + 1)?,
        Some(_) => {
            return Err(format!(
                "`like` of the pose {name:?} must be the name of a pose"
            ));
        }
        None => Table::new(),
    };
    for (both, each) in BOTH_SIDES {
        if let Some(value) = own.remove(both) {
            for key in each {
                all.insert(key.to_owned(), value.clone());
            }
        }
    }
    all.extend(own);
    Ok(all)
}

fn change(table: &mut Table, pose: &str, fault: &FaultChange, size: f32) -> Result<(), String> {
    for (path, factor) in &fault.add {
        for path in fault.paths(path, pose) {
            let value = at(table, &path)?;
            let before = value.as_float().or(value.as_integer().map(|n| n as f64));
            let before = before.ok_or_else(|| format!("`{path}` is not a number"))?;
            *value = Value::Float(before + f64::from(factor * size));
        }
    }
    for (path, factor) in &fault.set {
        for path in fault.paths(path, pose) {
            *at(table, &path)? = Value::Float(f64::from(factor * size));
        }
    }
    Ok(())
}

/// The value at a dotted path. A number that the file leaves out is 0.
fn at<'a>(table: &'a mut Table, path: &str) -> Result<&'a mut Value, String> {
    let mut keys = path.split('.');
    let first = keys.next().unwrap_or_default();
    let mut value = table
        .entry(first)
        .or_insert_with(|| Value::Table(Table::new()));
    for key in keys {
        value = value
            .as_table_mut()
            .ok_or_else(|| format!("`{path}` leads nowhere"))?
            .entry(key)
            .or_insert(Value::Float(0.0));
    }
    Ok(value)
}

fn typed(name: &str, table: Table) -> Result<KeyPose, String> {
    table
        .try_into()
        .map_err(|err: toml::de::Error| format!("[poses.{name}]: {}", err.message().trim_end()))
}
