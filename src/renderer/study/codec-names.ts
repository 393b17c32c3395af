const NAMES: Readonly<Record<string, string>> = {
  h264: "H.264",
  hevc: "H.265",
  mpeg4: "MPEG-4",
  mpeg2video: "MPEG-2",
  mpeg1video: "MPEG-1",
  mjpeg: "Motion JPEG",
  vp8: "VP8",
  vp9: "VP9",
  av1: "AV1",
  wmv3: "WMV 9",
  dvvideo: "DV",
  wmv1: "WMV 7",
  wmv2: "WMV 8",
  vc1: "VC-1",
  prores: "ProRes",
};

/** A codec's usual name for FFmpeg's short one; an unknown one stays as it is. */
export function videoCodecName(codec: string): string {
  return NAMES[codec] ?? codec;
}
