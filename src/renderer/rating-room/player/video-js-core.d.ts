/** The build without streaming protocols has no types of its own; what it has is typed as in the full build. */
declare module "video.js/core.es.js" {
  import videojs from "video.js";
  export default videojs;
}
