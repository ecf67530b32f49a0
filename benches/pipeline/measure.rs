//! What a run costs: time on the clock, time on the processors, memory. Reads `/proc`; elsewhere than on Linux only the
//! clock is known.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The kernel's tick, in which it counts the time of other processes; 100 a second on every architecture of today.
const TICK: Duration = Duration::from_millis(10);

/// The cost of one run.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Cost {
    /// Time on the clock.
    pub wall: Duration,
    /// Time on all processors, the system's included.
    pub cpu: Duration,
    /// The most memory held at once, in bytes.
    pub peak: u64,
    /// Pages made.
    pub pages: usize,
}

/// Times a part of this process.
pub struct Stopwatch {
    wall: Instant,
    cpu: Duration,
}

impl Stopwatch {
    /// Starts.
    pub fn start() -> Self {
        Stopwatch { wall: Instant::now(), cpu: own_cpu() }
    }

    /// Stops; `peak` is that of the whole process so far.
    pub fn stop(self, pages: usize) -> Cost {
        Cost {
            wall: self.wall.elapsed(),
            cpu: own_cpu() - self.cpu,
            peak: peak(&std::fs::read_to_string("/proc/self/status").unwrap_or_default()),
            pages,
        }
    }
}

/// Runs `command` to its end, silently.
///
/// # Errors
/// When it does not start or does not succeed, with what it said.
pub fn run(command: &mut Command, pages: usize) -> Result<Cost, String> {
    let start = Instant::now();
    let mut child =
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().map_err(|error| format!("{command:?}: {error}"))?;
    let mut most = 0;
    while !ended(&mut child)? {
        most = most.max(peak(&proc_file(&child, "status")));
        std::thread::sleep(Duration::from_millis(1));
    }
    let wall = start.elapsed();
    // The process is dead but not yet buried: its times can still be read.
    let cpu = cpu_of(&proc_file(&child, "stat"));
    let status = child.wait().map_err(|error| error.to_string())?;
    if !status.success() {
        return Err(format!("{command:?}: {status}"));
    }
    Ok(Cost { wall, cpu, peak: most, pages })
}

#[cfg(target_os = "linux")]
fn own_cpu() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.cast_unsigned(), time.tv_nsec.cast_unsigned() as u32)
}

#[cfg(not(target_os = "linux"))]
fn own_cpu() -> Duration {
    Duration::ZERO
}

/// Whether `child` is dead; on Linux without burying it.
#[cfg(target_os = "linux")]
fn ended(child: &mut Child) -> Result<bool, String> {
    use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};
    let pid = Pid::from_child(child);
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT | WaitIdOptions::NOHANG;
    waitid(WaitId::Pid(pid), options).map(|status| status.is_some()).map_err(|error| error.to_string())
}

#[cfg(not(target_os = "linux"))]
fn ended(child: &mut Child) -> Result<bool, String> {
    child.try_wait().map(|status| status.is_some()).map_err(|error| error.to_string())
}

fn proc_file(child: &Child, name: &str) -> String {
    std::fs::read_to_string(Path::new("/proc").join(child.id().to_string()).join(name)).unwrap_or_default()
}

/// `VmHWM` of a `/proc/…/status`, in bytes.
fn peak(status: &str) -> u64 {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) << 10
}

/// User and system time of a process and of its own dead children, from `/proc/…/stat` (fields 14 to 17 of proc(5)).
fn cpu_of(stat: &str) -> Duration {
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks: u32 = after_name.split_whitespace().skip(11).take(4).filter_map(|field| field.parse::<u32>().ok()).sum();
    TICK * ticks
}
