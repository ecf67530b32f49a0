//! The numbers of DESIGN §9, as a Markdown table: from a save to the changed bytes, and to the event that a tab gets.
//!
//! ```text
//! cargo bench --bench preview -- [SHEETS…] [--runs N] [--binary PROGRAM]
//! ```
//!
//! The server is the program itself, in a process of its own, on a corpus on tmpfs where there is one. Reports medians
//! and the ninth decile; judges nothing.

#[path = "../pipeline/corpus.rs"]
mod corpus;
#[path = "../pipeline/words.rs"]
mod words;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// The sheet that is edited.
const SHEET: &str = "content/theme-00/section-0000/fiche-000000.md";
/// Its page.
const URL: &str = "/theme-00/section-0000/fiche-000000/";
/// How long the server rests between two saves, so that its checks are done.
const REST: Duration = Duration::from_millis(700);

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let mut sizes = Vec::new();
    let mut runs = 30;
    let mut binary =
        option_env!("CARGO_BIN_EXE_classeur").map_or_else(|| "target/release/classeur".into(), PathBuf::from);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            // What cargo adds.
            "--bench" => {}
            "--runs" => runs = value()?.parse().map_err(|_| "--runs needs a number")?,
            "--binary" => binary = value()?.into(),
            size => sizes.push(size.parse().map_err(|_| format!("{size} is no number"))?),
        }
    }
    if sizes.is_empty() {
        sizes.push(1000);
    }
    let memory = Path::new("/dev/shm");
    let base = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
    println!("| sheets | what | median ms | 9th decile ms |\n|---:|---|---:|---:|");
    for size in sizes {
        let folder =
            tempfile::Builder::new().prefix("classeur-bench-").tempdir_in(&base).map_err(|error| error.to_string())?;
        corpus::write(folder.path(), size).map_err(|error| error.to_string())?;
        measure(&binary, folder.path(), size, runs)?;
    }
    Ok(())
}

/// All rows for one corpus.
fn measure(binary: &Path, root: &Path, size: usize, runs: usize) -> Result<(), String> {
    let starts: Result<Vec<Duration>, String> = (0..runs.min(10))
        .map(|_| {
            let began = Instant::now();
            let server = Server::start(binary, root)?;
            server.get("/")?;
            Ok(began.elapsed())
        })
        .collect();
    row(size, "start to first page", starts?);
    let server = Server::start(binary, root)?;
    server.get(URL)?;
    std::thread::sleep(Duration::from_secs(2));
    let sheet = std::fs::read_to_string(root.join(SHEET)).map_err(|error| error.to_string())?;
    let template = "{% extends \"classeur/page.html\" %}{% block footer %}MARK{% endblock %}".to_owned();
    let edits: [(&str, &str, String); 4] = [
        ("body", SHEET, format!("{sheet}\nMARK\n")),
        ("title", SHEET, sheet.replacen("titre: ", "titre: MARK ", 1)),
        ("template", "templates/page.html", template),
        ("stylesheet", "static/assets/classeur.css", "body { content: \"MARK\" }".to_owned()),
    ];
    for (name, path, text) in edits {
        let file = root.join(path);
        std::fs::create_dir_all(file.parent().unwrap_or(root)).map_err(|error| error.to_string())?;
        let (mut bytes, mut events) = (Vec::new(), Vec::new());
        for run in 0..=2 * runs {
            let mark = format!("marque{run}fin");
            let before = server.get(URL)?;
            let stream = (run % 2 == 1).then(|| server.stream(&before)).transpose()?;
            std::thread::sleep(REST);
            let began = Instant::now();
            std::fs::write(&file, text.replace("MARK", &mark)).map_err(|error| error.to_string())?;
            match stream {
                Some(mut stream) => {
                    stream.changed(&hash(&before))?;
                    events.push(began.elapsed());
                }
                None => {
                    // A stylesheet is another address, in the page.
                    let changed = |page: &str| hash(page) != hash(&before);
                    while !changed(&server.get(URL)?) {
                        std::thread::sleep(Duration::from_micros(500));
                        if began.elapsed() > Duration::from_secs(10) {
                            return Err(format!("{name}: the save is not seen"));
                        }
                    }
                    // The first save of a file makes its folder too.
                    if run > 0 {
                        bytes.push(began.elapsed());
                    }
                }
            }
        }
        row(size, &format!("{name}: save to bytes"), bytes);
        row(size, &format!("{name}: save to event"), events);
    }
    Ok(())
}

fn row(size: usize, name: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |part: usize| times.get((times.len() * part / 10).min(times.len().saturating_sub(1)));
    let ms = |time: Option<&Duration>| time.map_or(f64::NAN, |time| time.as_secs_f64() * 1e3);
    println!("| {size} | {name} | {:.1} | {:.1} |", ms(at(5)), ms(at(9)));
}

/// The program, serving.
struct Server {
    child: Child,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    fn start(binary: &Path, root: &Path) -> Result<Self, String> {
        let mut child = Command::new(binary)
            .args(["serve", "--quiet", "--port", "0", "--site"])
            .arg(root)
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{}: {error}", binary.display()))?;
        let output = child.stderr.take().ok_or("no error stream")?;
        let mut lines = BufReader::new(output);
        let mut line = String::new();
        while !line.contains("http://") {
            line.clear();
            if lines.read_line(&mut line).unwrap_or(0) == 0 {
                return Err("the server stopped".into());
            }
        }
        let port = line.trim().trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok());
        // What it says later must not fill the pipe.
        std::thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
        Ok(Server { child, port: port.ok_or("no port")? })
    }

    fn send(&self, path: &str) -> Result<TcpStream, String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).map_err(|error| error.to_string())?;
        let text = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", self.port);
        stream.write_all(text.as_bytes()).map_err(|error| error.to_string())?;
        Ok(stream)
    }

    fn get(&self, path: &str) -> Result<String, String> {
        let mut text = Vec::new();
        self.send(path)?.read_to_end(&mut text).map_err(|error| error.to_string())?;
        Ok(String::from_utf8_lossy(&text).into_owned())
    }

    /// The event stream of a tab that shows `page`.
    fn stream(&self, page: &str) -> Result<Stream, String> {
        let script = page.split("src=\"/-classeur-/").nth(1).and_then(|rest| rest.split("client.js").next());
        let own = script.ok_or("the page has no script")?;
        let number = attribute(page, "data-number");
        let path = format!("/-classeur-/{own}events?url={URL}&hash={}&number={number}", hash(page));
        Ok(Stream(BufReader::new(self.send(&path)?)))
    }
}

/// An event stream.
struct Stream(BufReader<TcpStream>);

impl Stream {
    /// Waits for the event that says that the page is not the one with `hash` any more.
    fn changed(&mut self, hash: &str) -> Result<(), String> {
        let mut line = String::new();
        loop {
            line.clear();
            if self.0.read_line(&mut line).map_err(|error| error.to_string())? == 0 {
                return Err("the stream ended".into());
            }
            if line.starts_with("data: ") && !line.contains(hash) {
                return Ok(());
            }
        }
    }
}

fn hash(page: &str) -> String {
    attribute(page, "data-hash")
}

fn attribute(page: &str, name: &str) -> String {
    page.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
}
