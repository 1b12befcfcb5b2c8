// The mark to beat: two RTCPeerConnections in one page, camera already open, signaling by function call.
// Answers the milliseconds from the start to the first frame of the remote picture.
async () => {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 1280, height: 720, frameRate: 30 } });
  const start = performance.now();
  const caller = new RTCPeerConnection();
  const callee = new RTCPeerConnection();
  caller.onicecandidate = ({ candidate }) => candidate && callee.addIceCandidate(candidate);
  callee.onicecandidate = ({ candidate }) => candidate && caller.addIceCandidate(candidate);
  const firstFrame = new Promise((shown) => {
    callee.ontrack = ({ track }) => {
      if (track.kind !== "video") return;
      const video = document.createElement("video");
      video.muted = true;
      video.autoplay = true;
      video.srcObject = new MediaStream([track]);
      document.body.append(video);
      video.requestVideoFrameCallback((now) => {
        shown(now - start);
        video.remove();
      });
    };
  });
  for (const track of stream.getTracks()) caller.addTrack(track, stream);
  await caller.setLocalDescription();
  await callee.setRemoteDescription(caller.localDescription);
  for (const track of stream.getTracks()) callee.addTrack(track, stream);
  await callee.setLocalDescription();
  await caller.setRemoteDescription(callee.localDescription);
  const elapsed = await firstFrame;
  for (const track of stream.getTracks()) track.stop();
  caller.close();
  callee.close();
  return elapsed;
}
