/** Moving pictures drawn on a canvas, in place of cameras and screens. */
const FRAMES_PER_SECOND = 12;

function streamOf(width: number, height: number, draw: (context: CanvasRenderingContext2D, second: number) => void): MediaStream {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("no canvas");
  draw(context, 0);
  setInterval(() => draw(context, performance.now() / 1000), 1000 / FRAMES_PER_SECOND);
  return canvas.captureStream(FRAMES_PER_SECOND);
}

interface Look {
  readonly wall: readonly [string, string];
  readonly skin: string;
  readonly hair: string;
  readonly shirt: string;
}

const looks: readonly Look[] = [
  { wall: ["#d9c7a8", "#9c8462"], skin: "#e8b48f", hair: "#3b2a20", shirt: "#2f6b5c" },
  { wall: ["#a9c0c9", "#5d7884"], skin: "#c98d66", hair: "#191513", shirt: "#c7563f" },
  { wall: ["#cdb7c4", "#7c6375"], skin: "#f0c8a5", hair: "#8a5a2b", shirt: "#33405e" },
  { wall: ["#bcc9a4", "#6f7f56"], skin: "#8d5a3c", hair: "#0f0c0a", shirt: "#e0b64c" },
  { wall: ["#b4b6d0", "#5f628c"], skin: "#dba37c", hair: "#54423a", shirt: "#7b3f61" },
  { wall: ["#d3b9a0", "#8c6f57"], skin: "#f2d0b4", hair: "#b9b2a6", shirt: "#455b3b" },
];

/** Somebody in front of a wall with a window, nodding a little. */
export function person(index: number, width = 1280, height = 720): MediaStream {
  const look = looks[index % looks.length] as Look;
  return streamOf(width, height, (context, second) => {
    const wall = context.createLinearGradient(0, 0, width, height);
    wall.addColorStop(0, look.wall[0]);
    wall.addColorStop(1, look.wall[1]);
    context.fillStyle = wall;
    context.fillRect(0, 0, width, height);
    context.fillStyle = "rgb(255 250 235 / 55%)";
    context.fillRect(width * 0.06, height * 0.1, width * 0.2, height * 0.42);
    context.fillStyle = look.wall[1];
    context.fillRect(width * 0.155, height * 0.1, width * 0.008, height * 0.42);
    drawBust(context, look, width / 2 + Math.sin(second + index) * 8, height * 0.46 + Math.sin(second * 1.7 + index) * 4, height * 0.19);
  });
}

function drawBust(context: CanvasRenderingContext2D, look: Look, x: number, y: number, radius: number): void {
  const disc = (color: string, dx: number, dy: number, rx: number, ry: number) => {
    context.fillStyle = color;
    context.beginPath();
    context.ellipse(x + dx * radius, y + dy * radius, rx * radius, ry * radius, 0, 0, Math.PI * 2);
    context.fill();
  };
  disc(look.shirt, 0, 3.1, 2, 1.75);
  disc(look.skin, 0, 1.25, 0.38, 0.6);
  disc(look.hair, 0, -0.2, 0.94, 1.08);
  disc(look.skin, 0, 0.1, 0.8, 1);
  disc(look.hair, 0, -0.78, 0.8, 0.36);
  disc("#2b1d16", -0.28, 0.05, 0.07, 0.09);
  disc("#2b1d16", 0.28, 0.05, 0.07, 0.09);
  disc("#a8503f", 0, 0.55, 0.22, 0.07);
}

/** A slide with a chart, as somebody would show it. */
export function screen(): MediaStream {
  return streamOf(1600, 900, (context, second) => {
    context.fillStyle = "#fbfaf6";
    context.fillRect(0, 0, 1600, 900);
    context.fillStyle = "#27324a";
    context.fillRect(0, 0, 1600, 96);
    context.fillStyle = "#ffffff";
    context.font = "600 40px sans-serif";
    context.fillText("Waiting room: minutes until the doctor calls", 56, 62);
    const heights = [320, 430, 380, 260, 210, 190, 140];
    for (const [index, height] of heights.entries()) {
      context.fillStyle = index === Math.floor(second) % heights.length ? "#e79a0a" : "#7d93b8";
      context.fillRect(150 + index * 190, 780 - height, 120, height);
    }
    context.fillStyle = "#27324a";
    context.fillRect(100, 780, 1400, 4);
  });
}

/** A small still picture as the sender of a photograph makes it. */
export function preview(): string {
  const canvas = document.createElement("canvas");
  canvas.width = 160;
  canvas.height = 120;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("no canvas");
  const sky = context.createLinearGradient(0, 0, 0, 120);
  sky.addColorStop(0, "#5b8fb9");
  sky.addColorStop(1, "#f3d9a4");
  context.fillStyle = sky;
  context.fillRect(0, 0, 160, 120);
  context.fillStyle = "#f5a81c";
  context.beginPath();
  context.arc(112, 48, 18, 0, 2 * Math.PI);
  context.fill();
  context.fillStyle = "#3d6b4a";
  context.beginPath();
  context.moveTo(0, 120);
  context.lineTo(0, 90);
  context.lineTo(52, 50);
  context.lineTo(96, 92);
  context.lineTo(124, 76);
  context.lineTo(160, 100);
  context.lineTo(160, 120);
  context.fill();
  return canvas.toDataURL("image/jpeg", 0.8);
}
