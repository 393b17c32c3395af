"""The study's design: OpenCV's Haar cascade and the FER-2013 network by OpenCV, on every frame.

Prints one JSON object. python3 opencv_peer.py VIDEO MODEL.onnx FRAMES THREADS
Needs Debian's python3-opencv and opencv-data.
"""

import json
import sys
import time

import cv2
import numpy

CASCADE = "/usr/share/opencv4/haarcascades/haarcascade_frontalface_default.xml"

video_path, model_path, wanted, threads = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
cv2.setNumThreads(threads)
cascade = cv2.CascadeClassifier(CASCADE)
network = cv2.dnn.readNetFromONNX(model_path)
video = cv2.VideoCapture(video_path)
frames = faces = 0
start = time.perf_counter()
while frames < wanted:
    there, picture = video.read()
    if not there:
        break
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    found = cascade.detectMultiScale(grey, 1.3, 5)
    if len(found) > 0:
        x, y, width, height = max(found, key=lambda box: box[2] * box[3])
        face = cv2.resize(grey[y : y + height, x : x + width], (64, 64), interpolation=cv2.INTER_AREA)
        network.setInput((face.astype(numpy.float32) / 127.5 - 1).reshape(1, 1, 64, 64))
        network.forward()
        faces += 1
    frames += 1
    if frames == 1:
        start = time.perf_counter()
seconds = time.perf_counter() - start
rate = (frames - 1) / seconds
print(json.dumps({"peer": "opencv-haar", "threads": threads, "frames": frames, "faces": faces, "framesPerSecond": rate}))
