// Routes the page graphs on stdin (JSON) with libavoid and prints the ways as JSON.
//
// In:  {options, pages: [{shapes: [[x, y, width, height]...], links: [[source, target]...]}]}
// Out: {ways: [[[[x, y]...]...]...], milliseconds: [time of each page]}
//
// Each shape has a pin in the middle of each side; libavoid chooses among them.

import { readFileSync } from "node:fs";
import { AvoidLib } from "libavoid-js";

const ANY_PIN = 1;

await AvoidLib.load();
const Avoid = AvoidLib.getInstance();

const PINS = [
  [0.5, 0, Avoid.ConnDirUp],
  [1, 0.5, Avoid.ConnDirRight],
  [0.5, 1, Avoid.ConnDirDown],
  [0, 0.5, Avoid.ConnDirLeft],
];

function makeRouter(options) {
  const router = new Avoid.Router(Avoid.OrthogonalRouting);
  for (const [name, value] of Object.entries(options.parameters)) {
    router.setRoutingParameter(Avoid[name], value);
  }
  for (const [name, value] of Object.entries(options.options)) {
    router.setRoutingOption(Avoid[name], value);
  }
  return router;
}

function addShape(router, [x, y, width, height]) {
  const rectangle = new Avoid.Rectangle(new Avoid.Point(x, y), width, height);
  const shape = new Avoid.ShapeRef(router, rectangle);
  for (const [px, py, direction] of PINS) {
    new Avoid.ShapeConnectionPin(shape, ANY_PIN, px, py, true, 0, direction).setExclusive(false);
  }
  return shape;
}

function points(line) {
  return Array.from({ length: line.size() }, (_, k) => [line.get_ps(k).x, line.get_ps(k).y]);
}

function route(page, options) {
  const start = performance.now();
  const router = makeRouter(options);
  const shapes = page.shapes.map((shape) => addShape(router, shape));
  const links = page.links.map(([source, target]) => {
    const [from, to] = [source, target].map((end) => new Avoid.ConnEnd(shapes[end], ANY_PIN));
    return new Avoid.ConnRef(router, from, to);
  });
  router.processTransaction();
  const ways = links.map((link) => points(link.displayRoute()));
  Avoid.destroy(router);
  return { ways, time: performance.now() - start };
}

const { pages, options } = JSON.parse(readFileSync(0, "utf8"));
const routed = pages.map((page) => route(page, options));
const answer = { ways: routed.map((r) => r.ways), milliseconds: routed.map((r) => r.time) };
process.stdout.write(JSON.stringify(answer));
