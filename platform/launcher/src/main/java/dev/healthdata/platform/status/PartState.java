package dev.healthdata.platform.status;

/** Whether a part runs. */
enum PartState {
    UP,
    DOWN,
    /** Nobody here can tell. */
    UNKNOWN
}
