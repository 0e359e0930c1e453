"""The colours of drawings and plots: the light look of CSS variables."""

INK = "#24292f"  # text and lines
FAINT = "#8f97a3"  # thin lines, cells that do not exist
PAPER = "#ffffff"  # the page behind

CYCLE = ["#3b6fd4", "#d9730d", "#2e9e6b", "#c2417c", "#7a5cc7", "#1b95a8"]

# The cycle again, light enough to write on.
SOFT0 = "#d9e4f9"
SOFT1 = "#fbe3cd"
SOFT2 = "#d5efe2"
SOFT3 = "#f7dae7"
SOFT4 = "#e5def6"
SOFT5 = "#d2edf1"

VARIABLES = {
    INK: "--ink",
    FAINT: "--faint",
    PAPER: "--paper",
    SOFT0: "--soft0",
    SOFT1: "--soft1",
    SOFT2: "--soft2",
    SOFT3: "--soft3",
    SOFT4: "--soft4",
    SOFT5: "--soft5",
    **{colour: f"--c{n}" for n, colour in enumerate(CYCLE)},
}
