import { join } from "node:path";
import { faceApiExpression } from "./face-api-expression.ts";
import { OnnxGraph } from "./onnx-graph.ts";
import { readGraphModel } from "./tfjs-graph.ts";
import { translateGraph } from "./translate-graph.ts";

/** The path of a file inside an installed npm package. The packages export neither their weights nor package.json. */
export function packageFile(packageName: string, path: string): string {
  return join(import.meta.dirname, "../../node_modules", packageName, path);
}

/** BlazeFace "back": the outputs of its two anchor layers are joined, 512 anchors of 16 px cells first. */
export function blazefaceBack(): Uint8Array {
  const source = readGraphModel(packageFile("@vladmandic/human", "models/blazeface.json"));
  const graph = new OnnxGraph("blazeface-back");
  const image = graph.input("image", [3, 256, 256]);
  const [logits16, logits8, boxes16, boxes8] = translateGraph(source, graph, { input: image }, [
    "Identity",
    "Identity_1",
    "Identity_2",
    "Identity_3",
  ]);
  if (!logits16 || !logits8 || !boxes16 || !boxes8)
    throw new Error("BlazeFace does not have its four outputs");
  graph.output(graph.node("Concat", "logits", [logits16.name, logits8.name], [896, 1], { axis: 1 }));
  graph.output(graph.node("Concat", "regressors", [boxes16.name, boxes8.name], [896, 16], { axis: 1 }));
  return graph.encode();
}

/** The face mesh: presence and the 468 points. Its third output (contours of lips and eyes) is left out as unused. */
export function faceMesh(): Uint8Array {
  const source = readGraphModel(packageFile("@vladmandic/human", "models/facemesh.json"));
  const graph = new OnnxGraph("face-mesh");
  const image = graph.input("image", [3, 192, 192]);
  const [presence, points] = translateGraph(source, graph, { input_1: image }, ["Identity_1", "Identity_2"]);
  if (!presence || !points) throw new Error("The face mesh does not have its outputs");
  graph.output(graph.node("Identity", "presence", [presence.name], [1]));
  graph.output(graph.node("Identity", "points", [points.name], [1404]));
  return graph.encode();
}

/** The study's model: Xception of Arriaga et al. */
export function fer2013Xception(): Uint8Array {
  const source = readGraphModel(packageFile("@vladmandic/human", "models/emotion.json"));
  const graph = new OnnxGraph("fer2013-xception");
  const image = graph.input("image", [1, 64, 64]);
  const [probabilities] = translateGraph(source, graph, { input_1: image }, ["Identity"]);
  if (!probabilities) throw new Error("The study model does not have its output");
  graph.output(graph.node("Identity", "probabilities", [probabilities.name], [7]));
  return graph.encode();
}

/** The second model: the expression network of face-api. */
export function faceApi(): Uint8Array {
  return faceApiExpression(
    packageFile("@vladmandic/face-api", "model/face_expression_model-weights_manifest.json"),
  );
}
